import { describe, expect, test } from 'vitest'
import type { ContentPolicy } from '../config/wechat-config.ts'
import { createTextGate } from './text-gate.ts'
import type { TextVerdict } from './text-verdict.ts'

const VERDICTS: TextVerdict[] = ['pass', 'review', 'risky', 'undecided']
const gateFor = (policy: ContentPolicy) => createTextGate(policy, async ({ text }) => text as TextVerdict)
const tried = (policy: ContentPolicy, ...verdicts: TextVerdict[]) =>
  gateFor(policy)(
    'user_1',
    verdicts.map((text, index) => ({ text, kind: 'room', path: `body.${index}` })),
  ).then(
    () => 'shown',
    ({ code }) => code,
  )

describe('a text', () => {
  test.each<[ContentPolicy, string[]]>([
    ['strict', ['shown', 'text_rejected', 'text_rejected', 'unavailable']],
    ['lenient', ['shown', 'shown', 'text_rejected', 'shown']],
    ['off', ['shown', 'shown', 'shown', 'shown']],
  ])(
    'under the policy %s that is passed, to be looked at, risky, undecided: %j',
    async (policy, outcomes) => {
      expect(await Promise.all(VERDICTS.map((verdict) => tried(policy, verdict)))).toEqual(outcomes)
    },
  )

  test.each(VERDICTS)('that passed does not carry one along that is %s', async (verdict) => {
    const alone = await tried('strict', verdict)
    expect(await tried('strict', 'pass', verdict)).toBe(alone)
    expect(await tried('strict', verdict, 'pass')).toBe(alone)
  })

  test('that is refused is named, each of several, and beside one that could not be judged', async () => {
    const texts = [
      { text: 'risky', kind: 'room', path: 'body.title' },
      { text: 'undecided', kind: 'room', path: 'body.announcement' },
      { text: 'review', kind: 'profile', path: 'body.displayName' },
    ] as const
    await expect(gateFor('strict')('user_1', texts)).rejects.toMatchObject({
      code: 'text_rejected',
      issues: [{ path: 'body.title' }, { path: 'body.displayName' }],
    })
  })

  test('that could not be judged may be sent again after a while', async () => {
    const texts = [{ text: 'undecided', kind: 'room', path: 'body.title' }] as const
    await expect(gateFor('strict')('user_1', texts)).rejects.toMatchObject({
      headers: { 'retry-after': '10' },
    })
  })
})

test('with the policy off nobody is asked', async () => {
  const gate = createTextGate('off', () => {
    throw new Error('asked')
  })
  await gate('user_1', [{ text: 'x', kind: 'room', path: 'body.title' }])
})
