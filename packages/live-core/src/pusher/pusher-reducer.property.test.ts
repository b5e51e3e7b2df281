import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RequestFailure } from '../controller/request-failure.ts'
import { errorCodes } from '../error/error-code.ts'
import { seededRandom } from '../player/testing/machine-world.ts'
import { ROOM_ID } from '../player/testing/player-world.ts'
import { PUSHER_CODES } from '../state-code/pusher-codes.ts'
import { PusherWorld, type RoomWord } from './testing/pusher-world.ts'

const anyWord = fc.constantFrom<RoomWord>(
  'live',
  'interrupted',
  'waiting',
  'unknown',
  'ended-by-window',
  'ended-by-broadcaster',
)
const anyFailure = fc.constantFrom<RequestFailure>(...errorCodes, 'network', 'unknown')
const dramaticCode = fc.constantFrom(
  1001,
  1002,
  1102,
  3001,
  3004,
  5000,
  5001,
  -1307,
  -1301,
  -1311,
  -1325,
  7777,
)
const anyCode = fc.oneof(
  { weight: 4, arbitrary: dramaticCode },
  { weight: 1, arbitrary: fc.constantFrom(...PUSHER_CODES.map(({ code }) => code)) },
)

const anyAction = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('answer'), pick: fc.nat(), word: anyWord }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fail'), pick: fc.nat(), code: anyFailure }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat-answer'), pick: fc.nat() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('code'), code: anyCode }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('error-code'), code: fc.integer({ min: 10001, max: 10005 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('timer') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('past-timer'), pick: fc.nat() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('down', 'up', 'hide', 'show', 'retry', 'silent-death', 'go-live', 'denied'),
    }),
  },
)
const anyEnding = fc.record({ do: fc.constant('end') })
type Action =
  | (typeof anyAction extends fc.Arbitrary<infer Value> ? Value : never)
  | (typeof anyEnding extends fc.Arbitrary<infer Value> ? Value : never)

const picked = <Value>(values: readonly Value[], pick: number): Value | undefined =>
  values[pick % Math.max(1, values.length)]

function act(world: PusherWorld, action: Action, version: number): void {
  switch (action.do) {
    case 'answer': {
      const request = picked(world.requests, action.pick)
      if (request?.type === 'fetch-push-url') world.answerUrl(request)
      else if (request) world.answerRoom(action.word, request, version)
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
      return void world.code(action.code)
    case 'error-code':
      return void world.send({ type: 'error-code', code: action.code })
    case 'timer':
      if (world.books.timers.size > 0) world.fire()
      return
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
    case 'go-live':
      return void world.send({ type: 'go-live-requested', roomId: ROOM_ID })
    case 'denied':
      return void world.send({ type: 'permission-denied', device: 'camera' })
    case 'end':
      return void world.send({ type: 'end-requested' })
    case 'silent-death':
      // Dies without a word: before a push was confirmed, or while nobody could listen.
      if (world.component === 'alive' && (world.state.hidden || world.state.media !== 'pushing'))
        world.component = 'silent'
  }
}

/** Everything turns out well from here: whether the push gets there by itself. */
function comesLive(world: PusherWorld, confirms: 'component' | 'server'): boolean {
  for (let step = 0; step < 60; step += 1) {
    const { view } = world.state
    if (world.component === 'alive' && view.kind === 'live') return true
    const [request] = world.requests
    if (request?.type === 'fetch-push-url') {
      world.answerUrl(request)
      if (confirms === 'component' && world.component === 'alive') world.code(1002)
    } else if (request) {
      world.answerRoom(world.component === 'alive' ? 'live' : 'interrupted', request, 1e9)
    } else if (world.books.timers.size > 0) {
      world.fire()
    } else return false
  }
  return false
}

const DEVICE = /^(camera|microphone)-/

function lived(seed: number, actions: readonly Action[]): PusherWorld {
  const world = new PusherWorld({ random: seededRandom(seed) })
  world.send({ type: 'go-live-requested', roomId: ROOM_ID })
  actions.forEach((action, index) => {
    act(world, action, index + 1)
  })
  return world
}

describe('whatever happens to a broadcaster, in whatever order', () => {
  test.each(['component', 'server'] as const)(
    'no promise breaks, and once all is well the push comes back without a person, confirmed by the %s',
    (confirms) => {
      fc.assert(
        fc.property(fc.nat(), fc.array(anyAction, { maxLength: 60 }), (seed, actions) => {
          const world = lived(seed, actions)
          world.send({ type: 'shown' })
          world.send({ type: 'network-changed', connected: true })
          if (world.state.wish === 'none') {
            world.send({ type: 'go-live-requested', roomId: ROOM_ID })
          } else if (world.state.view.kind === 'failed' || DEVICE.test(world.state.view.kind)) {
            world.send({ type: 'retry-chosen' })
          }
          expect(comesLive(world, confirms)).toBe(true)
        }),
        { numRuns: 3000 },
      )
    },
  )

  test('a room that the person ends stops at once, is never pushed to again, and ends as soon as the server can', () => {
    const anyAfter = fc.array(
      fc.oneof({ weight: 20, arbitrary: anyAction }, { weight: 1, arbitrary: anyEnding }),
    )
    fc.assert(
      fc.property(fc.nat(), fc.array(anyAction), anyAfter, (seed, before, after) => {
        const world = lived(seed, before)
        if (world.state.wish === 'none') return
        world.send({ type: 'end-requested' })
        expect(world.component).toBe('stopped')
        const starts = world.started.length
        for (const action of after) if (action.do !== 'go-live') act(world, action, 1e9)
        expect(world.started.length).toBe(starts)

        world.send({ type: 'shown' })
        world.send({ type: 'network-changed', connected: true })
        if (world.state.view.kind === 'failed') world.send({ type: 'retry-chosen' })
        for (let step = 0; step < 10 && world.state.wish === 'end'; step += 1) {
          const [request] = world.requests
          if (request) world.answerRoom('ended-by-broadcaster', request, 1e9)
          else world.fire()
        }
        expect(world.state.wish).toBe('none')
      }),
      { numRuns: 1000 },
    )
  })
})
