import type { Sandbox } from '@kaibo/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { MediaProvider } from '../../apps/api/src/provider/media-provider.ts'
import { until } from '../support/poll.ts'
import { startTestSandbox } from '../support/sandbox.ts'
import { TRY_TIMEOUT_MS } from './support/impatient-service.ts'
import { CLOUD_FAILURES, tencentCssProvider } from './support/tencent-css-world.ts'

// What only Tencent's API has; what every provider does stands in contract.ts.

const HOUR_MS = 3_600_000

let sandbox: Sandbox
let provider: MediaProvider
beforeAll(async () => {
  sandbox = await startTestSandbox()
  provider = tencentCssProvider(sandbox)
})
afterAll(() => sandbox?.stop())
afterEach(() => sandbox.faults.clear())

let streams = 0
const newStreamName = () => `${(streams++).toString(16).padStart(32, '0')}z`

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => Promise.reject(new Error('The call did not fail')),
    (error: unknown) => error,
  )

describe('a forbidden stream', () => {
  test('is told to be so, pushed or not, for a time that has passed and beyond the longest', async () => {
    const streamName = newStreamName()
    for (const untilMs of [0, Date.now() + HOUR_MS, Number.MAX_SAFE_INTEGER]) {
      await provider.dropStream(streamName)
      await provider.forbidStream(streamName, { untilMs, reason: 'x'.repeat(5_000) })
      expect(await provider.queryStream(streamName)).toBe('forbidden')
    }
    await provider.resumeStream(streamName)
    expect(await provider.queryStream(streamName)).toBe('inactive')
  })
})

describe('a key', () => {
  test.each([
    [{ cloudSecretKey: 'another-cloud-secret-key-0123456789' }, 'AuthFailure.SignatureFailure'],
    [{ cloudSecretId: 'another-cloud-secret-id-0123456789' }, 'AuthFailure.SecretIdNotFound'],
  ])('that is not ours is refused', async (secrets, code) => {
    const error = await failureOf(tencentCssProvider(sandbox, secrets).queryStream(newStreamName()))
    expect(error).toMatchObject({ kind: 'refused', code })
  })

  test('does not help a clock that is minutes off', async () => {
    sandbox.faults.set({ clock: { skewMs: 600_000 } })
    const error = await failureOf(provider.queryStream(newStreamName()))
    expect(error).toMatchObject({ kind: 'refused', code: 'AuthFailure.SignatureExpire' })
  })
})

describe('trouble', () => {
  test.each(CLOUD_FAILURES)(
    'of the kind %s is met by two tries of a query, and by a second drop only where the first was turned away',
    async (failure) => {
      const isTurnedAway = failure === 'limit'
      const streamName = newStreamName()
      const before = sandbox.cloudCounts()
      sandbox.faults.set({ cloud: { failure } })
      const kind = isTurnedAway ? 'not-sent' : 'unknown'
      expect(await failureOf(provider.queryStream(streamName))).toMatchObject({ kind })
      expect(await failureOf(provider.dropStream(streamName))).toMatchObject({ kind })
      const { DescribeLiveStreamState, DropLiveStream, other } = sandbox.cloudCounts()
      expect(DescribeLiveStreamState.calls - before.DescribeLiveStreamState.calls).toBe(2)
      expect(DropLiveStream.calls - before.DropLiveStream.calls).toBe(isTurnedAway ? 2 : 1)
      expect(other).toEqual(before.other)
    },
  )

  test('with a forbid leaves it unknown, and it may yet come true', async () => {
    const streamName = newStreamName()
    sandbox.faults.set({ cloud: { delayMs: 2 * TRY_TIMEOUT_MS, actions: ['ForbidLiveStream'] } })
    const late = provider.forbidStream(streamName, { untilMs: Date.now() + HOUR_MS, reason: 'late' })
    expect(await failureOf(late)).toMatchObject({ kind: 'unknown', code: 'TimeoutError' })
    await until(async () => ((await provider.queryStream(streamName)) === 'forbidden' ? true : undefined), {
      what: 'forbidden',
    })
  })
})
