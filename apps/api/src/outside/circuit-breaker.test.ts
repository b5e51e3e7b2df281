import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CircuitBreaker, type CircuitPass, type CircuitState } from './circuit-breaker.ts'
import { manualTiming } from './testing/manual-timing.ts'

const FAILURES = 3
const OPEN_MS = 5_000

function openBreaker() {
  const timing = manualTiming()
  const changes: CircuitState[] = []
  const breaker = new CircuitBreaker({
    failures: FAILURES,
    openMs: OPEN_MS,
    nowMs: timing.nowMs,
    onChange: (state) => changes.push(state),
  })
  const enter = (): CircuitPass => {
    const pass = breaker.enter()
    if (!pass) throw new Error(`The circuit is ${breaker.state}`)
    return pass
  }
  const open = () => {
    for (let index = 0; index < FAILURES; index += 1) enter().failed()
  }
  return { timing, changes, breaker, enter, open }
}

describe('a closed circuit', () => {
  test('opens with the last of so many failures in a row, and lets nothing through then', () => {
    const { breaker, enter, changes } = openBreaker()
    enter().failed()
    enter().failed()
    expect(breaker.state).toBe('closed')
    enter().failed()
    expect(breaker.state).toBe('open')
    expect(breaker.enter()).toBeUndefined()
    expect(changes).toEqual(['open'])
  })

  test('counts anew after a success', () => {
    const { breaker, enter } = openBreaker()
    for (let round = 0; round < 5; round += 1) {
      enter().failed()
      enter().failed()
      enter().succeeded()
    }
    expect(breaker.state).toBe('closed')
  })
})

describe('an open circuit', () => {
  test('lets one try through when its time is over, and no second beside it', () => {
    const { breaker, enter, open, timing } = openBreaker()
    open()
    timing.advance(OPEN_MS - 1)
    expect(breaker.enter()).toBeUndefined()
    timing.advance(1)
    enter()
    expect(breaker.state).toBe('half-open')
    expect(breaker.enter()).toBeUndefined()
  })

  test('closes when that try succeeds', () => {
    const { breaker, enter, open, timing, changes } = openBreaker()
    open()
    timing.advance(OPEN_MS)
    enter().succeeded()
    expect(breaker.state).toBe('closed')
    enter().failed()
    expect(breaker.state).toBe('closed')
    expect(changes).toEqual(['open', 'half-open', 'closed'])
  })

  test('stays open for as long again when it fails', () => {
    const { breaker, enter, open, timing } = openBreaker()
    open()
    timing.advance(OPEN_MS)
    enter().failed()
    expect(breaker.state).toBe('open')
    timing.advance(OPEN_MS - 1)
    expect(breaker.enter()).toBeUndefined()
    timing.advance(1)
    expect(breaker.enter()).toBeDefined()
  })

  test('is not moved by tries that began before it opened', () => {
    const { breaker, enter, open, timing } = openBreaker()
    const [early, late] = [enter(), enter()]
    open()
    early.succeeded()
    expect(breaker.state).toBe('open')
    timing.advance(OPEN_MS)
    enter()
    late.succeeded()
    expect(breaker.state).toBe('half-open')
  })

  test('is not held for ever by a half-open try that never comes back', () => {
    const { breaker, enter, open, timing } = openBreaker()
    open()
    timing.advance(OPEN_MS)
    const lost = enter()
    timing.advance(OPEN_MS)
    const next = enter()
    lost.failed()
    expect(breaker.state).toBe('half-open')
    next.succeeded()
    expect(breaker.state).toBe('closed')
  })
})

type Step = { kind: 'enter' } | { kind: 'settle'; index: number; ok: boolean } | { kind: 'wait'; ms: number }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ kind: 'enter' }),
  fc.record({ kind: fc.constant('settle' as const), index: fc.nat(20), ok: fc.boolean() }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: OPEN_MS }) }),
)

test('in any life at most one try at a time tests an open circuit, and a quiet one is always tried again', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
      const { breaker, timing, changes } = openBreaker()
      const passes: CircuitPass[] = []
      let changedAtMs = timing.nowMs()
      for (const step of steps) {
        const [before, changesBefore] = [breaker.state, changes.length]
        const quietMs = timing.nowMs() - changedAtMs
        if (step.kind === 'wait') timing.advance(step.ms)
        if (step.kind === 'settle') {
          const [pass] = passes.splice(step.index, 1)
          if (step.ok) pass?.succeeded()
          else pass?.failed()
        }
        if (step.kind === 'enter') {
          const pass = breaker.enter()
          expect(pass !== undefined).toBe(before === 'closed' || quietMs >= OPEN_MS)
          if (pass) passes.push(pass)
          if (pass && before !== 'closed') changedAtMs = timing.nowMs()
        }
        if (changes.length > changesBefore) changedAtMs = timing.nowMs()
      }
      timing.advance(OPEN_MS)
      breaker.enter()?.succeeded()
      expect(breaker.state).toBe('closed')
      for (const [index, state] of changes.entries()) expect(state).not.toBe(changes[index - 1])
    }),
    { numRuns: 1_000 },
  )
})
