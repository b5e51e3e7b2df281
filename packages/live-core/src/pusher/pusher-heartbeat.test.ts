import { beforeEach, describe, expect, test } from 'vitest'
import { ROOM_ID } from '../player/testing/answers.ts'
import { PusherWorld } from './testing/pusher-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)

let world: PusherWorld
beforeEach(() => {
  world = new PusherWorld({ random: () => 0 })
})

describe('heartbeats', () => {
  test('begin with the first push URL, say that the component was started, and come when the server asks', () => {
    world.send({ type: 'go-live-requested', roomId: ROOM_ID })
    expect(world.heartbeats.open).toEqual([])
    world.answerUrl()
    expect(world.heartbeats.open).toMatchObject([{ roomId: ROOM_ID, pushing: true }])
    for (let round = 0; round < 5; round += 1) {
      const sentAtMs = world.books.nowMs
      world.answerBeat({ nextInMs: 10_000 })
      expect(world.heartbeats.open).toEqual([])
      world.fireBeat()
      expect(world.heartbeats.open).toHaveLength(1)
      expect(world.books.nowMs - sentAtMs).toBe(10_000)
    }
  })

  test.each([
    [0, 1_000],
    [9_999.2, 10_000],
    [3_600_000, 30_000],
  ])('keep to a sensible pace when the server says %i ms', (nextInMs, waitedMs) => {
    world.books.longestMs = 30_000
    world.goLive()
    const answeredAtMs = world.books.nowMs
    world.answerBeat({ nextInMs })
    world.fireBeat()
    expect(world.books.nowMs - answeredAtMs).toBe(waitedMs)
  })

  test('are not sent while the page is hidden, and one is sent at once when it is shown', () => {
    world.goLive()
    world.answerBeat()
    world.send({ type: 'hidden' })
    expect([...world.books.timers]).toEqual([])
    world.send({ type: 'shown' })
    expect(world.heartbeats.open).toHaveLength(1)
  })

  test('are not sent without a network, and one is sent at once when it is back', () => {
    world.goLive()
    world.send({ type: 'network-changed', connected: false })
    world.answerBeat()
    expect(world.heartbeats.timers.size, 'a late answer starts nothing').toBe(0)
    world.send({ type: 'network-changed', connected: true })
    expect(world.heartbeats.open).toHaveLength(1)
  })

  test('say at once that a push broke, and that it is back', () => {
    world.goLive()
    world.answerBeat()
    world.code(-1307)
    expect(world.heartbeats.newest).toMatchObject({ pushing: false })
    world.fire()
    world.answerUrl()
    expect(world.heartbeats.newest).toMatchObject({ pushing: true })
  })

  test('stop when nothing goes on without the person, and begin again with the next URL', () => {
    world.goLive()
    world.answerBeat()
    world.code(3004)
    world.fail('fetch-push-url', 'not_found')
    expect(world.state).toMatchObject({ view: { kind: 'failed' }, beatAskId: null, beatTimerId: null })
    world.send({ type: 'retry-chosen' })
    world.answerUrl()
    expect(world.heartbeats.newest).toMatchObject({ pushing: true })
  })

  test('stop with the end of the room', () => {
    world.goLive()
    world.answerBeat()
    world.send({ type: 'end-requested' })
    expect([...world.books.timers]).toEqual([])
  })

  test.each(['network', 'internal', 'not_found', 'publisher_busy', 'invalid_request'] as const)(
    'that fail with %s never disturb a running push, and go on',
    (code) => {
      world.goLive()
      const [beat] = world.heartbeats.open
      const requestId = beat?.requestId ?? 0
      expect(world.deliver({ type: 'request-failed', requestId, code, retryAfterMs: 15_000 })).toEqual([])
      expect(world.state).toMatchObject({ view: { kind: 'live' }, media: 'pushing' })
      const failedAtMs = world.books.nowMs
      world.fireBeat()
      expect(world.books.nowMs - failedAtMs).toBe(15_000)
    },
  )
})

describe('a push URL that the server has replaced', () => {
  test.each(['conflict', 'taken-over', 'drop-unconfirmed', 'unknown'] as const)(
    'because of %s is replaced here at once, and the reason is kept until a push has lasted',
    (pushUrlReplaced) => {
      world.goLive()
      expect(world.answerBeat({ pushUrlReplaced })).toMatchObject([
        { type: 'cancel-timer' },
        { type: 'fetch-push-url', reason: 'reconnect', takeOver: false },
      ])
      expect(world.state).toMatchObject({ view: { kind: 'reconnecting' }, replaced: pushUrlReplaced })
      expect(types(world.answerUrl())).toEqual(['stop', 'start', 'start-timer'])
      world.code(1002)
      expect(world.state).toMatchObject({ view: { kind: 'live' }, replaced: pushUrlReplaced })
      world.fire()
      expect(world.state.replaced, 'after a push that lasted').toBeNull()
    },
  )

  test('again and again is replaced at a backed-off pace', () => {
    world.goLive()
    world.answerBeat({ pushUrlReplaced: 'conflict' })
    for (let round = 0; round < 10; round += 1) {
      world.answerUrl()
      expect(types(world.answerBeat({ pushUrlReplaced: 'conflict' }))).toEqual([
        'cancel-timer',
        'start-timer',
      ])
      expect(types(world.fire())).toEqual(['fetch-push-url'])
    }
  })

  test('is not replaced twice: what a heartbeat says that was sent before the new one came is past', () => {
    world.goLive()
    const [early] = world.heartbeats.open
    world.code(3004)
    world.answerUrl()
    expect(world.answerBeat({ pushUrlReplaced: 'conflict' }, early)).toEqual([])
    expect(world.component).toBe('alive')
  })

  test('tells why it broke, although the next one is already on its way', () => {
    world.goLive()
    const effects: string[] = []
    world.answerBeat()
    world.sent = (effect) => effects.push(effect.type)
    world.code(3004)
    expect(effects.slice(-2), 'first the question, for the next URL hides the reason').toEqual([
      'send-heartbeat',
      'fetch-push-url',
    ])
    expect(world.answerBeat({ pushUrlReplaced: 'conflict', publisher: 'other-device' })).toEqual([])
    expect(world.state).toMatchObject({ view: { kind: 'reconnecting' }, replaced: 'conflict' })
  })

  test('while nothing is pushed is only told: the next start has a fresh one anyway', () => {
    world.goLive()
    world.code(10001)
    expect(world.answerBeat({ pushUrlReplaced: 'conflict' })).toEqual([])
    expect(world.state).toMatchObject({ view: { kind: 'camera-denied' }, replaced: 'conflict' })
  })
})

describe('what a heartbeat tells of the room', () => {
  test('an end by the operator stops the push', () => {
    world.goLive()
    expect(types(world.answerBeat({ room: 'ended' }))).toEqual(['cancel-timer', 'stop'])
    expect(world.state.view).toEqual({ kind: 'ended' })
  })

  test('an end by the passing of the window is none: a fresh push URL opens the room again', () => {
    world.goLive()
    expect(types(world.answerBeat({ room: 'ended-by-window' }))).toEqual(['cancel-timer', 'fetch-push-url'])
  })

  test('an older version of the room says nothing', () => {
    world.goLive()
    world.answerBeat({ version: 7 })
    world.fireBeat()
    expect(world.answerBeat({ room: 'ended', version: 6 })).toEqual([])
    expect(world.state).toMatchObject({ view: { kind: 'live' }, room: { version: 7 } })
  })

  test.each(['none', 'unknown', 'this-device'] as const)('the publisher %s disturbs nothing', (publisher) => {
    world.goLive()
    expect(world.answerBeat({ publisher })).toEqual([])
    expect(world.state.view).toEqual({ kind: 'live' })
  })
})
