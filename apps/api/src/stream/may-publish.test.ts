import type { PushUrlReason } from '@kaibo/live-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayPublish } from './may-publish.ts'
import type { PushUrlIssue } from './push-url-issue-store.ts'

const at = (seconds: number) => 1_795_348_800_000 + seconds * 1000

/** An issue of its device and second; its id tells both. */
const issue = (seconds: number, reason: PushUrlReason, deviceId = 'phone'): PushUrlIssue => ({
  id: `${deviceId}.${seconds}`,
  streamName: 'x',
  deviceId,
  reason,
  issuedAt: new Date(at(seconds)),
})
const newestFirst = (...issues: PushUrlIssue[]) => issues.toReversed()

describe('a push may be published that began', () => {
  const issues = newestFirst(issue(0, 'start'), issue(100, 'reconnect'))

  test('with the newest issue, whenever', () => {
    expect(mayPublish(issues, 'phone.100', at(100))).toBe(true)
    expect(mayPublish(issues, 'phone.100', at(9_999))).toBe(true)
  })

  test('with an older issue before the newer one was made, however late that is heard', () => {
    expect(mayPublish(issues, 'phone.0', at(99))).toBe(true)
    expect(mayPublish(issues, 'phone.0', at(102))).toBe(true)
  })

  test('with an older issue of the same device after a mere refresh', () => {
    const refreshed = newestFirst(issue(0, 'start'), issue(100, 'refresh'), issue(200, 'refresh'))
    for (const id of ['phone.0', 'phone.100', 'phone.200'])
      expect(mayPublish(refreshed, id, at(500))).toBe(true)
  })

  test('with an issue that is not known, which nothing can have replaced', () => {
    expect(mayPublish(issues, 'tablet.7', at(500))).toBe(true)
    expect(mayPublish([], 'phone.0', at(500))).toBe(true)
  })

  test('with either of two issues of the same millisecond: nobody knows which is newer', () => {
    const twins = [issue(0, 'start', 'phone'), issue(0, 'start', 'other')]
    for (const { id } of twins) expect(mayPublish(twins, id, at(500))).toBe(true)
  })
})

describe('a push may not be published that began', () => {
  test('with an older issue after the newer one was made', () => {
    const issues = newestFirst(issue(0, 'start'), issue(100, 'reconnect'))
    expect(mayPublish(issues, 'phone.0', at(103))).toBe(false)
    const often = newestFirst(issue(0, 'start'), issue(100, 'reconnect'), issue(200, 'reconnect'))
    expect(mayPublish(often, 'phone.0', at(150))).toBe(false)
  })

  test('with one device’s issue after another’s refresh', () => {
    const issues = newestFirst(issue(0, 'start'), issue(100, 'refresh', 'tablet'))
    expect(mayPublish(issues, 'phone.0', at(103))).toBe(false)
  })

  test('with an issue that was replaced long ago, though it was refreshed before and after', () => {
    const issues = newestFirst(
      issue(0, 'start'),
      issue(50, 'refresh'),
      issue(100, 'reconnect'),
      issue(900, 'refresh'),
    )
    expect(mayPublish(issues, 'phone.50', at(103))).toBe(false)
    expect(mayPublish(issues, 'phone.100', at(1_000))).toBe(true)
  })
})

const anyIssues = fc
  .uniqueArray(
    fc.tuple(
      fc.integer({ min: 0, max: 50 }),
      fc.constantFrom<PushUrlReason>('start', 'reconnect', 'refresh'),
      fc.constantFrom('phone', 'tablet'),
    ),
    { selector: ([second]) => second, minLength: 1, maxLength: 6 },
  )
  .map((list) => list.toSorted(([a], [b]) => b - a).map((each) => issue(...each)))

test('whatever was issued, the newest may publish, and what may not once never may again later', () => {
  fc.assert(
    fc.property(anyIssues, fc.nat(5), fc.nat(60), fc.nat(60), (issues, pick, second, later) => {
      const newest = issues[0]?.id ?? ''
      expect(mayPublish(issues, newest, at(second))).toBe(true)
      const id = issues[pick % issues.length]?.id ?? ''
      if (!mayPublish(issues, id, at(second))) expect(mayPublish(issues, id, at(second + later))).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})
