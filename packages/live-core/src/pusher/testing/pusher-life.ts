import fc from 'fast-check'
import type { RequestFailure } from '../../controller/request-failure.ts'
import { errorCodes } from '../../error/error-code.ts'
import { ROOM_ID, type RoomWord } from '../../player/testing/answers.ts'
import { seededRandom } from '../../player/testing/machine-world.ts'
import { PUSHER_CODES } from '../../state-code/pusher-codes.ts'
import { type BeatWord, PusherWorld } from './pusher-world.ts'

const anyWord = fc.constantFrom<RoomWord>(
  'live',
  'interrupted',
  'waiting',
  'unknown',
  'ended-by-window',
  'ended',
)
const anyBeatWord: fc.Arbitrary<BeatWord> = fc.record(
  {
    room: anyWord,
    publisher: fc.constantFrom(
      'this-device',
      'this-device',
      'this-device',
      'other-device',
      'none',
      'unknown',
    ),
    pushUrlReplaced: fc.constantFrom('taken-over', 'conflict', 'drop-unconfirmed', 'unknown'),
    nextInMs: fc.nat({ max: 60_000 }),
  },
  { requiredKeys: ['publisher'] },
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

export const anyAction = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('answer'), pick: fc.nat(), word: anyWord }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fail'), pick: fc.nat(), code: anyFailure }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat-answer'), pick: fc.nat() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('code'), code: anyCode }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('error-code'), code: fc.integer({ min: 10001, max: 10005 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('timer') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('heartbeat'), pick: fc.nat(), word: anyBeatWord }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lose-heartbeat'), pick: fc.nat(), code: anyFailure }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('past-timer'), pick: fc.nat() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'down',
        'up',
        'hide',
        'show',
        'retry',
        'silent-death',
        'go-live',
        'denied',
        'take-over',
      ),
    }),
  },
)
export const anyEnding = fc.record({ do: fc.constant('end') })
export type Action =
  | (typeof anyAction extends fc.Arbitrary<infer Value> ? Value : never)
  | (typeof anyEnding extends fc.Arbitrary<infer Value> ? Value : never)

const picked = <Value>(values: readonly Value[], pick: number): Value | undefined =>
  values[pick % Math.max(1, values.length)]

export function act(world: PusherWorld, action: Action, version: number): void {
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
    case 'heartbeat':
      heartbeat(world, action.pick, { ...action.word, version })
      return
    case 'lose-heartbeat': {
      const beat = picked(world.heartbeats.open, action.pick)
      if (beat) world.deliver({ type: 'request-failed', requestId: beat.requestId, code: action.code })
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
      if (world.waits.length > 0) world.fire()
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
    case 'take-over':
      return void world.send({ type: 'take-over-chosen' })
    case 'end':
      return void world.send({ type: 'end-requested' })
    case 'silent-death':
      // Dies without a word: before a push was confirmed, or while nobody could listen.
      if (world.component === 'alive' && (world.state.hidden || world.state.media !== 'pushing'))
        world.component = 'silent'
  }
}

/** Lets a heartbeat be due, or answers one. */
function heartbeat(world: PusherWorld, pick: number, word: BeatWord): void {
  const beat = picked(world.heartbeats.open, pick)
  if (beat) world.answerBeat(word, beat)
  else if (world.state.beatTimerId !== null) world.fireBeat()
}

/** A broadcaster's life; the world itself checks every promise at every event. */
export function lived(seed: number, actions: readonly Action[]): PusherWorld {
  const world = new PusherWorld({ random: seededRandom(seed) })
  world.books.longestMs = 30_000
  world.send({ type: 'go-live-requested', roomId: ROOM_ID })
  actions.forEach((action, index) => {
    act(world, action, index + 1)
  })
  return world
}
