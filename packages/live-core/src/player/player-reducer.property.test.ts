import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RequestFailure } from '../controller/request-failure.ts'
import { errorCodes } from '../error/error-code.ts'
import { PLAYER_CODES } from '../state-code/player-codes.ts'
import type { RoomWord } from './testing/answers.ts'
import { seededRandom } from './testing/machine-world.ts'
import { PlayerWorld } from './testing/player-world.ts'

const anyWord = fc.constantFrom<RoomWord>(
  'scheduled',
  'waiting',
  'live',
  'interrupted',
  'unknown',
  'ended',
  'ended-by-window',
)
const anyHint = fc.option(fc.integer({ min: 500, max: 13_000 }), { nil: undefined })
const anyFailure = fc.constantFrom<RequestFailure>(...errorCodes, 'network', 'unknown')
const dramaticCode = fc.constantFrom(
  2001,
  2002,
  2004,
  2032,
  2007,
  2103,
  3004,
  2006,
  -2301,
  -2302,
  -2307,
  7777,
)
const anyCode = fc.oneof(
  { weight: 4, arbitrary: dramaticCode },
  { weight: 1, arbitrary: fc.constantFrom(...PLAYER_CODES.map(({ code }) => code)) },
)

const anyAction = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('answer'), pick: fc.nat(), word: anyWord, retryAfterMs: anyHint }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fail'), pick: fc.nat(), code: anyFailure }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat-answer'), pick: fc.nat() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('code'), code: anyCode }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('timer') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('past-timer'), pick: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('down', 'up', 'hide', 'show', 'retry', 'silent-death'),
    }),
  },
)
type Action = typeof anyAction extends fc.Arbitrary<infer Value> ? Value : never

const picked = <Value>(values: readonly Value[], pick: number): Value | undefined =>
  values[pick % Math.max(1, values.length)]

function act(world: PlayerWorld, action: Action, version: number): void {
  switch (action.do) {
    case 'answer': {
      const request = picked(world.requests, action.pick)
      const { word, retryAfterMs } = action
      if (request) world.answer(request, word, version, retryAfterMs)
      return
    }
    case 'fail': {
      const request = picked(world.requests, action.pick)
      if (request) world.deliver({ type: 'request-failed', requestId: request.requestId, code: action.code })
      return
    }
    case 'repeat-answer': {
      const event = picked(world.answered, action.pick)
      if (event) world.send(event)
      return
    }
    case 'code':
      return void world.send({ type: 'state-code', code: action.code })
    case 'timer': {
      const id = world.books.nextTimer()
      if (id !== undefined) world.send({ type: 'timer-fired', id })
      return
    }
    case 'past-timer': {
      const id = picked(world.books.pastTimers, action.pick)
      if (id !== undefined) world.send({ type: 'timer-fired', id })
      return
    }
    case 'down':
    case 'up':
      return void world.send({ type: 'network-changed', connected: action.do === 'up' })
    case 'hide':
      return void world.send({ type: 'hidden' })
    case 'show':
      return void world.send({ type: 'shown' })
    case 'retry':
      return void world.send({ type: 'retry-chosen' })
    case 'silent-death':
      // A component that dies without a word, before its picture came or while it waits for data.
      if (world.component === 'alive' && world.state.view.kind !== 'playing') world.component = 'silent'
  }
}

/** Everything turns out well from here: how many steps it takes until the picture plays, or -1 for a dead end. */
function stepsUntilPlaying(world: PlayerWorld): number {
  world.send({ type: 'shown' })
  world.send({ type: 'network-changed', connected: true })
  if (['ended', 'gone', 'failed'].includes(world.state.view.kind)) world.send({ type: 'retry-chosen' })
  for (let step = 0; step < 40; step += 1) {
    if (world.component === 'alive' && world.state.view.kind === 'playing') return step
    const [request] = world.requests
    if (request) {
      world.answer(request, 'live', 1e9)
      continue
    }
    // A component that the machine has given up may well be alive: it is not believed any more.
    if (world.component === 'alive') world.send({ type: 'state-code', code: 2004 })
    if (world.state.view.kind !== 'playing') {
      const id = world.books.nextTimer()
      if (id === undefined) return -1
      world.send({ type: 'timer-fired', id })
    }
  }
  return -1
}

/** The world itself checks every promise at every event. */
function lived(seed: number, actions: readonly Action[]): PlayerWorld {
  const world = new PlayerWorld({ random: seededRandom(seed) })
  world.books.longestMs = 40_000
  world.send({ type: 'opened' })
  actions.forEach((action, index) => {
    act(world, action, index + 1)
  })
  return world
}

const anyLife = fc.array(anyAction, { maxLength: 60 })

describe('whatever happens to a viewer, in whatever order', () => {
  test('no promise breaks, and once all is well the picture plays again without a person, unless it was over', () => {
    fc.assert(
      fc.property(fc.nat(), anyLife, (seed, actions) => {
        expect(stepsUntilPlaying(lived(seed, actions))).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 3000 },
    )
  })

  test('leaving always leaves, and nothing happens after it', () => {
    fc.assert(
      fc.property(fc.nat(), anyLife, anyLife, (seed, before, after) => {
        const world = lived(seed, before)
        expect(world.send({ type: 'leave-chosen' }).slice(-1)).toEqual([{ type: 'leave' }])
        const { state } = world
        for (const action of after) act(world, action, 1e9)
        expect(world.state).toBe(state)
      }),
      { numRuns: 300 },
    )
  })

  test('the same events and draws give the same state and effects, and no state is ever changed in place', () => {
    fc.assert(
      fc.property(fc.nat(), anyLife, (seed, actions) => {
        const first = lived(seed, actions)
        const { state } = first
        const before = JSON.stringify(state)
        first.send({ type: 'retry-chosen' })
        expect(JSON.stringify(state)).toBe(before)
        expect(JSON.stringify(lived(seed, actions).state)).toBe(before)
      }),
      { numRuns: 200 },
    )
  })
})
