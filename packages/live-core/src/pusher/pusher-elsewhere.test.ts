import { beforeEach, describe, expect, test } from 'vitest'
import { ROOM_ID } from '../player/testing/answers.ts'
import { PusherWorld } from './testing/pusher-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)

let world: PusherWorld
beforeEach(() => {
  world = new PusherWorld({ random: () => 0 })
})

/** Wants to be live while another device of the same person is. */
function refused(): void {
  world.send({ type: 'go-live-requested', roomId: ROOM_ID })
  world.fail('fetch-push-url', 'publisher_busy')
}

describe('another device of the same person broadcasts', () => {
  test('said instead of a push URL: nothing goes on by itself', () => {
    refused()
    expect(world.state).toMatchObject({
      view: { kind: 'busy-elsewhere', takenOver: false },
      wish: 'live',
    })
    expect(world.heartbeats.open).toEqual([])
    for (const connected of [false, true])
      expect(world.send({ type: 'network-changed', connected })).toEqual([])
    world.send({ type: 'hidden' })
    expect(world.send({ type: 'shown' })).toEqual([])
    expect(world.state.view.kind).toBe('busy-elsewhere')
  })

  test('it is cut only when the person chooses so, and then this device is live', () => {
    refused()
    expect(world.send({ type: 'take-over-chosen' })).toMatchObject([
      { type: 'fetch-push-url', roomId: ROOM_ID, reason: 'start', takeOver: true },
    ])
    expect(world.send({ type: 'take-over-chosen' }), 'a second tap').toEqual([])
    expect(types(world.answerUrl())).toEqual(['start', 'start-timer'])
    world.code(1002)
    expect(world.state.view).toEqual({ kind: 'live' })
  })

  test('the choice holds while the API is out of reach, and no longer', () => {
    refused()
    world.send({ type: 'take-over-chosen' })
    world.fail('fetch-push-url', 'network')
    expect(world.fire()).toMatchObject([{ takeOver: true }])
    world.answerUrl()
    expect(world.code(3004)).toMatchObject([{ type: 'cancel-timer' }, { takeOver: false }])
  })

  test('a choice that nobody was asked for changes nothing', () => {
    world.goLive()
    expect(world.send({ type: 'take-over-chosen' })).toEqual([])
    expect(world.code(3004)).toMatchObject([{ type: 'cancel-timer' }, { takeOver: false }])
  })

  test('a retry asks without cutting anybody, and finds the room free when it is', () => {
    refused()
    expect(world.send({ type: 'retry-chosen' })).toMatchObject([{ takeOver: false }])
    world.fail('fetch-push-url', 'publisher_busy')
    world.send({ type: 'retry-chosen' })
    expect(types(world.answerUrl())).toEqual(['start', 'start-timer'])
  })

  test('a person who insists is believed before the network API', () => {
    refused()
    world.send({ type: 'network-changed', connected: false })
    expect(world.send({ type: 'take-over-chosen' })).toMatchObject([{ takeOver: true }])
  })

  test('the room can still be ended from here', () => {
    refused()
    expect(types(world.send({ type: 'end-requested' }))).toEqual(['end-room'])
  })
})

describe('another device takes over', () => {
  test.each([undefined, 'taken-over'] as const)(
    'a heartbeat tells (URL replaced: %s): the push stops at once, and the person is told that it was theirs',
    (pushUrlReplaced) => {
      world.goLive()
      expect(types(world.answerBeat({ publisher: 'other-device', pushUrlReplaced }))).toEqual([
        'cancel-timer',
        'stop',
      ])
      expect(world.state.view).toEqual({ kind: 'busy-elsewhere', takenOver: true })
    },
  )

  test('the dropped push asks for a new URL, and the answer tells', () => {
    world.goLive()
    world.code(3004)
    expect(types(world.fail('fetch-push-url', 'publisher_busy'))).toEqual(['stop'])
    expect(world.state.view).toEqual({ kind: 'busy-elsewhere', takenOver: true })
  })

  test('and is taken over in turn', () => {
    world.goLive()
    world.answerBeat({ publisher: 'other-device' })
    expect(world.send({ type: 'take-over-chosen' })).toMatchObject([{ reason: 'reconnect', takeOver: true }])
    world.answerUrl()
    expect(world.answerBeat({ publisher: 'this-device' })).toEqual([])
    expect(world.component).toBe('alive')
  })

  test('an answer from before this device took over does not stop it', () => {
    refused()
    world.send({ type: 'take-over-chosen' })
    world.answerUrl()
    const [early] = world.heartbeats.open
    world.code(3004)
    world.answerUrl()
    expect(world.answerBeat({ publisher: 'other-device' }, early)).toEqual([])
    expect(world.component).toBe('alive')
  })
})
