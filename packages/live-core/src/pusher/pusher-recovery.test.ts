import { beforeEach, describe, expect, test } from 'vitest'
import { ROOM_ID } from '../player/testing/answers.ts'
import { PusherWorld } from './testing/pusher-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)

let world: PusherWorld
beforeEach(() => {
  world = new PusherWorld({ random: () => 0 })
  world.goLive()
})

describe('a push that broke', () => {
  test.each([-1307, -1324, -1325, -1303])('with %i waits, fetches a fresh URL, stops and starts', (code) => {
    expect(world.code(code)).toMatchObject([{ type: 'cancel-timer' }, { type: 'start-timer', delayMs: 500 }])
    expect(world.state.view).toEqual({ kind: 'reconnecting' })
    expect(world.fire()).toMatchObject([{ type: 'fetch-push-url', roomId: ROOM_ID, reason: 'reconnect' }])
    expect(types(world.answerUrl())).toEqual(['stop', 'start', 'start-timer'])
    world.code(1002)
    expect(world.state.view).toEqual({ kind: 'live' })
  })

  test.each([3004, -1313, -1326])(
    'with %i gets a fresh URL at once, and from then on at a backed-off pace',
    (code) => {
      expect(world.code(code)).toMatchObject([{ type: 'cancel-timer' }, { reason: 'reconnect' }])
      world.answerUrl()
      for (let round = 0; round < 20; round += 1) {
        expect(types(world.code(code))).toEqual(['cancel-timer', 'start-timer'])
        expect(types(world.fire())).toEqual(['fetch-push-url'])
        expect(types(world.answerUrl())).toEqual(['stop', 'start', 'start-timer'])
      }
    },
  )

  test.each([-1305, -1306])('with %i starts again with the plainest settings', (code) => {
    world.code(code)
    world.fire()
    expect(world.answerUrl()).toContainEqual(expect.objectContaining({ type: 'start', safeSettings: true }))
  })

  test('is recovered once, however often the component repeats itself', () => {
    world.code(-1307)
    for (const code of [-1307, 3004, 1102, 1002, 5000, -1301]) expect(world.code(code)).toEqual([])
    expect(world.state.view).toEqual({ kind: 'reconnecting' })
  })

  test('starts the back-off over only after a push that lasted', () => {
    world.code(-1307)
    world.fire()
    world.answerUrl()
    world.code(1002)
    expect(world.state.backoff.attempt, 'a push that has just begun').toBe(1)
    world.fire()
    expect(world.state.backoff.attempt, 'a push that lasted').toBe(0)
  })

  test('without an API says unavailable and goes on asking, for as long as the server asks to wait', () => {
    world.code(3004)
    expect(world.fail('fetch-push-url', 'rate_limited', 7_000)).toMatchObject([{ delayMs: 7_000 }])
    expect(world.state.view).toEqual({ kind: 'unavailable' })
    for (let round = 0; round < 20; round += 1) {
      expect(types(world.fire())).toEqual(['fetch-push-url'])
      expect(types(world.fail('fetch-push-url', 'network'))).toEqual(['start-timer'])
    }
  })

  test.each(['not_found', 'invalid_request'] as const)(
    'whose URL is refused with %s waits for the person',
    (code) => {
      world.code(3004)
      expect(types(world.fail('fetch-push-url', code))).toEqual(['stop'])
      expect(world.state.view).toEqual({ kind: 'failed' })
      expect(types(world.send({ type: 'retry-chosen' }))).toEqual(['fetch-push-url'])
    },
  )

  test('by a person in a hurry is tried at once, but only once at a time', () => {
    world.code(-1307)
    expect(types(world.send({ type: 'retry-chosen' }))).toEqual(['cancel-timer', 'fetch-push-url'])
    expect(world.send({ type: 'retry-chosen' })).toEqual([])
    world.answerUrl()
    expect(world.send({ type: 'retry-chosen' })).toEqual([])
  })
})

describe('a push that the component works on', () => {
  test.each([1102, 3001, 3002, 3003, 3005, 3008])(
    'is left alone after %i and live again with 1002',
    (code) => {
      expect(types(world.code(code))).toEqual(['cancel-timer', 'start-timer'])
      expect(world.state.view).toEqual({ kind: 'reconnecting' })
      expect(world.code(code), 'the watchdog keeps its time').toEqual([])
      world.code(1002)
      expect(world.state.view).toEqual({ kind: 'live' })
    },
  )

  test('without an outcome is looked up on the server, and restarted if the push is gone', () => {
    world.code(1102)
    expect(types(world.fire())).toEqual(['fetch-room'])
    expect(types(world.answerRoom('interrupted'))).toEqual(['fetch-push-url'])
  })

  test('that says 1002 while the server is being asked is not restarted by the late answer', () => {
    world.code(1102)
    world.fire()
    const late = world.question('fetch-room')
    world.code(1002)
    expect(world.answerRoom('interrupted', late)).toEqual([])
    expect(world.state.view).toEqual({ kind: 'live' })
  })

  test.each([1101, 1103, 1005, 4998, 7777])('%i disturbs nothing', (code) => {
    const { state } = world
    world.code(code)
    expect(world.state).toBe(state)
  })
})
