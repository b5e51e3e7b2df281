import { beforeEach, describe, expect, test } from 'vitest'
import { ROOM_ID } from '../player/testing/answers.ts'
import { PusherWorld } from './testing/pusher-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)

let world: PusherWorld
beforeEach(() => {
  world = new PusherWorld({ random: () => 0 })
})

describe('devices and permissions', () => {
  test.each([
    [-1301, 'camera-unavailable'],
    [-1302, 'microphone-unavailable'],
    [-1314, 'camera-denied'],
    [-1317, 'microphone-denied'],
    [10001, 'camera-denied'],
    [10002, 'microphone-denied'],
  ])(
    '%i stops the push, says %s, keeps the room, and goes on when the person or the page is back',
    (code, kind) => {
      world.goLive()
      expect(types(world.code(code))).toEqual(['cancel-timer', 'stop'])
      expect(world.state).toMatchObject({ view: { kind }, wish: 'live' })
      expect(world.send({ type: 'network-changed', connected: false })).toEqual([])
      expect(world.send({ type: 'network-changed', connected: true })).toEqual([])
      expect(world.state.view).toEqual({ kind })
      expect(world.send({ type: 'retry-chosen' })).toMatchObject([
        { type: 'fetch-push-url', reason: 'reconnect' },
      ])
      world.answerUrl()
      world.code(code)
      world.send({ type: 'hidden' })
      expect(types(world.send({ type: 'shown' }))).toEqual(['fetch-push-url'])
    },
  )

  test.each([-1311, -1316, -1319, -1308])('%i is told while the rest of the show goes on', (code) => {
    world.goLive()
    expect(world.code(code)).toEqual([])
    expect(world.state.view.kind).toMatch(/-unavailable$/)
    expect(world.component).toBe('alive')
    const { view } = world.state
    world.send({ type: 'hidden' })
    world.send({ type: 'shown' })
    world.answerRoom('live')
    expect(world.state.view, 'the server cannot know of a device').toEqual(view)
    world.send({ type: 'retry-chosen' })
    expect(types(world.answerUrl())).toEqual(['stop', 'start', 'start-timer'])
  })

  test('the error event says the same, and what it only notes is logged', () => {
    world.goLive()
    expect(world.send({ type: 'error-code', code: 10003 })).toMatchObject([{ name: 'music-load-failed' }])
    expect(world.send({ type: 'error-code', code: 1001 })).toMatchObject([{ type: 'log-code', name: null }])
    world.send({ type: 'error-code', code: 10002 })
    expect(world.state.view).toEqual({ kind: 'microphone-denied' })
  })

  test.each(['camera', 'microphone'] as const)(
    'a %s refused before going live is told, and can be got over',
    (device) => {
      world.send({ type: 'permission-denied', device })
      expect(world.state.view).toEqual({ kind: `${device}-denied` })
      world.send({ type: 'retry-chosen' })
      expect(world.state.view).toEqual({ kind: 'idle' })
      world.send({ type: 'permission-denied', device })
      expect(types(world.send({ type: 'go-live-requested', roomId: ROOM_ID }))).toEqual(['fetch-push-url'])
    },
  )

  test('a person who granted the permission may simply go live again in the same room', () => {
    world.goLive()
    world.code(10001)
    expect(world.send({ type: 'go-live-requested', roomId: ROOM_ID })).toMatchObject([
      { reason: 'reconnect' },
    ])
  })
})
