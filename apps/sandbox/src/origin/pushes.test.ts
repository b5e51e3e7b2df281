import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FRAMES, VIDEO } from '../testing/frames.ts'
import { isRefusal } from './access/refusal.ts'
import { END_REASONS } from './end-reason.ts'
import type { Push } from './push.ts'
import { Pushes } from './pushes.ts'

const IDLE_MS = 10_000
const HOLD_MS = 70_000
const REQUEST = { appName: 'live', streamName: 'show', query: 'txSecret=x&txTime=7fffffff' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What transports and people may do in any order: mostly to the newest push, but also to those before it. */
const act = fc.oneof(
  fc.constant('open' as const),
  {
    arbitrary: fc.record({
      to: fc.constantFrom(0, 0, 0, 1, 2),
      what: fc.constantFrom('picture', 'picture', 'finish', 'lose', 'sever', 'freeze', 'drop'),
    }),
    weight: 4,
  },
  fc.record({ waitMs: fc.constantFrom(1, IDLE_MS - 1, IDLE_MS, HOLD_MS) }),
)

function perform(push: Push | undefined, what: string): void {
  if (what === 'picture') push?.receive(VIDEO, 0, FRAMES.key())
  else if (what === 'finish') push?.finish(END_REASONS.deleteStream)
  else if (what === 'lose') push?.lose(END_REASONS.tcpError)
  else if (what === 'sever') push?.sever()
  else if (what === 'freeze') push?.freeze()
  else push?.end(END_REASONS.dropped)
}

/** A desk whose callbacks, by sequence, and closed connections are kept. */
function createWorld(duplicate: 'refuse' | 'take-over', holdDeadMs: number) {
  const opened: Push[] = []
  const closed: number[] = []
  const told: string[] = []
  const pushes = new Pushes({
    rules: () => ({ duplicate, holdDeadMs, cutAtExpiry: false }),
    listener: {
      started: ({ sequence }) => void told.push(`start ${sequence}`),
      ended: ({ sequence }) => void told.push(`end ${sequence}`),
    },
    clock: Date.now,
    idleMs: IDLE_MS,
    gopBytes: 1024,
  })
  const open = () => {
    const number = opened.length
    const disconnect = () => void closed.push(number)
    const push = pushes.open(REQUEST, { userIp: '127.0.0.1', disconnect, sever: () => {} })
    if (!isRefusal(push)) opened.push(push)
    return push
  }
  return { pushes, opened, closed, told, open }
}

/** Starts and ends must alternate: a stream is pushed by one at a time, and each end is of the last start. */
function expectAlternating(told: readonly string[]): void {
  told.forEach((line, at) => {
    const [kind, sequence] = line.split(' ')
    expect(kind).toBe(at % 2 === 0 ? 'start' : 'end')
    if (kind === 'end') expect(told[at - 1]).toBe(`start ${sequence}`)
  })
  expect(new Set(told).size).toBe(told.length)
}

test.each([
  ['refuse', 0],
  ['refuse', HOLD_MS],
  ['take-over', 0],
  ['take-over', HOLD_MS],
] as const)(
  'whatever happens in whatever order, with %s and a hold of %i ms a stream has one push at a time, each ends once, and none stays',
  (duplicate, holdDeadMs) => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { pushes, opened, closed, told, open } = createWorld(duplicate, holdDeadMs)
        for (const step of acts) {
          const before = pushes.find('show')
          if (step === 'open') {
            expect(isRefusal(open())).toBe(before !== undefined && duplicate === 'refuse')
          } else if ('waitMs' in step) {
            vi.advanceTimersByTime(step.waitMs)
          } else {
            perform(opened.at(-1 - step.to), step.what)
          }
          expectAlternating(told)
          expect(pushes.all().length).toBe(opened.length - closed.length)
          expect(pushes.all().length).toBeLessThanOrEqual(1)
        }
        vi.advanceTimersByTime(HOLD_MS + IDLE_MS)
        expect([pushes.all(), told.length % 2]).toEqual([[], 0])
        expect(new Set(closed).size).toBe(opened.length)
      }),
      { numRuns: 300 },
    )
  },
)
