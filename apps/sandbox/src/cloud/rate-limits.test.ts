import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLOUD_ACTIONS } from './cloud-action-name.ts'
import { RateLimits, TENCENT_LIMITS } from './rate-limits.ts'

const LIMITS = { ...TENCENT_LIMITS, DescribeLiveStreamState: 3, DropLiveStream: 1 }

test('of any calls, each action gets as many through a second as it may, and the first ones', () => {
  const calls = fc.array(fc.record({ action: fc.constantFrom(...CLOUD_ACTIONS), afterMs: fc.nat(700) }))
  fc.assert(
    fc.property(calls, (calls) => {
      let nowMs = 1_700_000_000_000
      const limits = new RateLimits(LIMITS, () => nowMs)
      const seen = new Map<string, number>()
      for (const { action, afterMs } of calls) {
        nowMs += afterMs
        const key = `${action} ${Math.floor(nowMs / 1000)}`
        const before = seen.get(key) ?? 0
        expect(limits.admits(action)).toBe(before < LIMITS[action])
        seen.set(key, before + 1)
      }
    }),
  )
})

test('the usual limits are those of Tencent', () => {
  expect(TENCENT_LIMITS).toEqual({
    DescribeLiveStreamState: 300,
    DropLiveStream: 100,
    ForbidLiveStream: 200,
    ResumeLiveStream: 100,
    DescribeLiveDomains: 500,
    DescribeLivePushAuthKey: 500,
    DescribeLivePlayAuthKey: 500,
    DescribeLiveCallbackTemplates: 500,
    DescribeLiveCallbackRules: 500,
  })
})
