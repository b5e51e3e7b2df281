import { beforeEach, describe, expect, test } from 'vitest'
import { ROOM_ID } from '../player/testing/answers.ts'
import { PusherWorld } from './testing/pusher-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)

let world: PusherWorld
beforeEach(() => {
  world = new PusherWorld({ random: () => 0 })
})

describe('going live', () => {
  test('fetches a push URL to start, starts it once, and is live on the word of the component', () => {
    expect(world.state.view).toEqual({ kind: 'idle' })
    expect(world.send({ type: 'go-live-requested', roomId: ROOM_ID })).toEqual([
      { type: 'fetch-push-url', requestId: 1, roomId: ROOM_ID, reason: 'start', takeOver: false },
    ])
    expect(world.state.view).toEqual({ kind: 'preparing' })
    expect(world.answerUrl()).toMatchObject([
      { type: 'start', url: 'url-1', safeSettings: false },
      { type: 'start-timer' },
    ])
    for (const code of [1003, 1007, 1001, 1008, 1102]) world.code(code)
    expect(world.state.view).toEqual({ kind: 'connecting' })
    world.code(1002)
    expect(world.state.view).toEqual({ kind: 'live' })
  })

  test('twice is going live once', () => {
    world.goLive()
    expect(world.send({ type: 'go-live-requested', roomId: ROOM_ID })).toEqual([])
    expect(world.code(1002)).toEqual([])
  })

  test('in a room that was pushed to before, by an app that has forgotten it, is a reconnection', () => {
    expect(world.send({ type: 'go-live-requested', roomId: ROOM_ID, resume: true })).toMatchObject([
      { reason: 'reconnect' },
    ])
  })

  test('without a network waits for it', () => {
    world.send({ type: 'network-changed', connected: false })
    expect(world.send({ type: 'go-live-requested', roomId: ROOM_ID })).toEqual([])
    expect(world.state.view).toEqual({ kind: 'offline' })
    expect(types(world.send({ type: 'network-changed', connected: true }))).toEqual(['fetch-push-url'])
  })
})

describe('a client that never says 1002', () => {
  test('is live on the word of the server, which is asked again in case it has missed a break', () => {
    world.send({ type: 'go-live-requested', roomId: ROOM_ID })
    world.answerUrl()
    expect(types(world.fire())).toEqual(['fetch-room'])
    expect(types(world.answerRoom('live'))).toEqual(['start-timer', 'start-timer'])
    expect(world.state.view).toEqual({ kind: 'live' })
    world.fire()
    world.answerRoom('interrupted')
    expect(types(world.requests)).toEqual(['fetch-push-url'])
  })

  test('is restarted when the server has seen no push for two checks', () => {
    world.send({ type: 'go-live-requested', roomId: ROOM_ID })
    world.answerUrl()
    world.fire()
    expect(types(world.answerRoom('waiting')), 'the news may be on its way').toEqual(['start-timer'])
    world.fire()
    expect(types(world.answerRoom('waiting'))).toEqual(['fetch-push-url'])
    expect(types(world.answerUrl())).toEqual(['stop', 'start', 'start-timer'])
  })

  test.each(['unknown', 'failed'] as const)(
    'is left alone and asked about again when the answer is %s',
    (answer) => {
      world.send({ type: 'go-live-requested', roomId: ROOM_ID })
      world.answerUrl()
      world.fire()
      const effects = answer === 'failed' ? world.fail('fetch-room', 'unavailable') : world.answerRoom(answer)
      expect(types(effects)).toEqual(['start-timer'])
      expect(world.state.view).toEqual({ kind: 'connecting' })
    },
  )
})

describe('the end of a room', () => {
  test('is asked for by the person only; the push stops at once and the page says ended when the server does', () => {
    world.goLive()
    expect(types(world.send({ type: 'end-requested' }))).toEqual(['cancel-timer', 'stop', 'end-room'])
    expect(world.state.view).toEqual({ kind: 'ending' })
    world.answerRoom('ended', world.question('end-room'))
    expect(world.state.view).toEqual({ kind: 'ended' })
  })

  test.each(['network', 'internal'] as const)('is asked for again when the request fails with %s', (code) => {
    world.goLive()
    world.send({ type: 'end-requested' })
    expect(types(world.fail('end-room', code))).toEqual(['start-timer'])
    expect(types(world.fire())).toEqual(['end-room'])
  })

  test('waits for the network', () => {
    world.goLive()
    world.send({ type: 'network-changed', connected: false })
    expect(types(world.send({ type: 'end-requested' }))).toEqual(['stop'])
    expect(types(world.send({ type: 'network-changed', connected: true }))).toEqual(['end-room'])
  })

  test('409 room_ended to a request for a push URL is the end', () => {
    world.goLive()
    world.code(3004)
    expect(types(world.fail('fetch-push-url', 'room_ended'))).toEqual(['stop'])
    expect(world.state.view).toEqual({ kind: 'ended' })
  })

  test('an end by the operator stops a push that nobody has confirmed', () => {
    world.goLive()
    world.send({ type: 'hidden' })
    world.send({ type: 'shown' })
    expect(types(world.answerRoom('ended'))).toEqual(['stop'])
    expect(world.state.view).toEqual({ kind: 'ended' })
  })

  test('an end by the passing of the window is none: a fresh push URL opens the room again', () => {
    world.goLive()
    world.send({ type: 'hidden' })
    world.send({ type: 'shown' })
    expect(world.answerRoom('ended-by-window')).toMatchObject([
      { type: 'fetch-push-url', reason: 'reconnect' },
    ])
    expect(world.state.view).toEqual({ kind: 'reconnecting' })
  })

  test('leaves the page ready for another room', () => {
    world.goLive()
    world.send({ type: 'end-requested' })
    world.answerRoom('ended', world.question('end-room'))
    const roomId = 'room_11111111111111111111'
    expect(world.send({ type: 'go-live-requested', roomId })).toMatchObject([{ roomId, reason: 'start' }])
    expect(world.state.room).toBeNull()
  })
})
