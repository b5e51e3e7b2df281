import { beforeEach, describe, expect, test } from 'vitest'
import { playerReducer } from './player-reducer.ts'
import { initialPlayerState } from './player-state.ts'
import { PATIENCE_MS } from './player-timers.ts'
import { ROOM_ID, roomOf, UNTIL } from './testing/answers.ts'
import { PlayerWorld } from './testing/player-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)
const shortest = () => 0

let world: PlayerWorld
beforeEach(() => {
  world = new PlayerWorld({ random: shortest })
})

/** The picture stops and the server says that the broadcaster is away. */
function interrupt(): void {
  world.openAndPlay()
  world.code(-2301)
  world.answerPlayUrls('interrupted')
}

describe('on the way to a picture', () => {
  test('an opened page asks for the room and the URLs at once, and a second opening asks nothing', () => {
    expect(world.send({ type: 'opened' })).toEqual([
      { type: 'fetch-room', requestId: 1, roomId: ROOM_ID },
      { type: 'fetch-play-urls', requestId: 2, roomId: ROOM_ID, stalled: false },
    ])
    expect(world.send({ type: 'opened' })).toEqual([])
  })

  test('a live room is played without a delay, and the poster stays until a picture is there', () => {
    world.send({ type: 'opened' })
    const effects = world.answerPlayUrls('live')
    expect(effects).toMatchObject([{ type: 'play', url: 'flv-2' }, { type: 'start-timer' }])
    for (const code of [2001, 2002, 2007, 2103]) world.code(code)
    expect(world.state.view).toEqual({ kind: 'connecting' })
    world.code(2032)
    expect(world.state.view).toEqual({ kind: 'playing' })
  })

  test.each(['waiting', 'scheduled'] as const)(
    'a room that is %s is asked about until it is live',
    (status) => {
      world.send({ type: 'opened' })
      for (let round = 0; round < 5; round += 1) {
        expect(types(world.answerPlayUrls(status))).toEqual(['start-timer'])
        expect(world.state).toMatchObject({ view: { kind: 'not-started' }, dialog: null })
        world.fire()
      }
      expect(types(world.answerPlayUrls('live'))).toContain('play')
    },
  )

  test('a picture that never comes, without any code, is asked about and tried again', () => {
    world.send({ type: 'opened' })
    world.answerPlayUrls('live')
    expect(types(world.fire())).toEqual(['fetch-play-urls'])
    expect(world.state.view).toEqual({ kind: 'checking' })
  })

  test('the room that the page shows comes with its answer, and never goes back to an older version', () => {
    world.send({ type: 'opened' })
    world.answer(world.question('fetch-room'), 'waiting', 7)
    expect(world.state.room).toEqual(roomOf('waiting', 7))
    world.answerPlayUrls('live')
    world.send({ type: 'hidden' })
    world.send({ type: 'shown' })
    world.answerPlayUrls('ended')
    world.answer(world.question('fetch-room'), 'live', 6)
    expect(world.state.room).toEqual(roomOf('waiting', 7))
  })
})

describe('a picture that runs', () => {
  test.each([2002, 2007, 2103, 3001])('code %i is a spinner over the picture, and ends with it', (code) => {
    world.openAndPlay()
    world.code(code)
    expect(world.state.view).toEqual({ kind: 'buffering' })
    world.code(2004)
    expect(world.state.view).toEqual({ kind: 'playing' })
  })

  test('unknown codes and notes are logged and change nothing', () => {
    world.openAndPlay()
    const { state } = world
    expect(world.code(-9999)).toEqual([{ type: 'log-code', code: -9999, name: null }])
    expect(world.code('oops')).toEqual([{ type: 'log-code', code: 'oops', name: null }])
    expect(world.code(2008)).toEqual([{ type: 'log-code', code: 2008, name: 'decoder-started' }])
    expect(world.code(2005)).toEqual([])
    expect(world.state).toBe(state)
  })

  test('a lost network, a room said to be over and a wish to retry leave it alone', () => {
    world.send({ type: 'opened' })
    world.answerPlayUrls('live')
    world.code(2004)
    expect(world.send({ type: 'network-changed', connected: false })).toEqual([])
    expect(world.answer(world.question('fetch-room'), 'ended')).toEqual([])
    expect(world.send({ type: 'retry-chosen' })).toEqual([])
    expect(world.send({ type: 'network-changed', connected: true })).toEqual([])
    expect(world.state.view).toEqual({ kind: 'playing' })
  })

  test('buffering without end is asked about', () => {
    world.openAndPlay()
    expect(types(world.code(2007))).toEqual(['cancel-timer', 'start-timer'])
    expect(world.code(2103), 'the watchdog keeps its time').toEqual([])
    expect(types(world.fire())).toEqual(['fetch-play-urls'])
  })
})

describe.each([-2301, 2006])('when the picture stops with %i', (code) => {
  test('the server is asked once, however often the component repeats itself', () => {
    world.openAndPlay()
    expect(types(world.code(code))).toEqual(['cancel-timer', 'fetch-play-urls'])
    expect(world.state.view).toEqual({ kind: 'checking' })
    for (const again of [code, -2301, 2006, 3004, 2004]) expect(world.code(again)).toEqual([])
  })

  test('and the server says ended, the reason is looked up, and after an end by a person nothing goes on', () => {
    world.openAndPlay()
    world.code(code)
    expect(types(world.answerPlayUrls('ended'))).toEqual(['stop', 'start-timer', 'fetch-room'])
    world.answer(world.question('fetch-room'), 'ended', 2)
    expect(world.state).toMatchObject({ view: { kind: 'ended' }, room: { status: 'ended' } })
    expect(world.books.timers.size).toBe(0)
  })

  test('and the server says interrupted, the slate has the deadline and tries go on silently', () => {
    world.openAndPlay()
    world.code(code)
    expect(types(world.answerPlayUrls('interrupted'))).toEqual(['stop', 'start-timer', 'start-timer'])
    expect(world.state.view).toEqual({ kind: 'interrupted', untilMs: Date.parse(UNTIL) })
    expect(types(world.fire())).toEqual(['fetch-play-urls'])
    expect(types(world.answerPlayUrls('live'))).toEqual(['play', 'start-timer'])
  })

  test('and the server says live, it backs off, stops, and plays a fresh URL', () => {
    world.openAndPlay()
    world.code(code)
    const { requestId } = world.question('fetch-play-urls')
    expect(world.answerPlayUrls('live')).toMatchObject([
      { type: 'start-timer', delayMs: 500 },
      { type: 'start-timer', delayMs: PATIENCE_MS },
    ])
    expect(world.state.view).toEqual({ kind: 'checking' })
    expect(world.fire()).toMatchObject([
      { type: 'stop' },
      { type: 'play', url: `flv-${requestId}` },
      { type: 'start-timer' },
    ])
    expect(world.state.view).toEqual({ kind: 'checking' })
  })

  test('and the server says a word of a later version, the page stays neutral and asks again', () => {
    world.openAndPlay()
    world.code(code)
    expect(types(world.answerPlayUrls('unknown'))).toEqual(['start-timer'])
    expect(world.state.view).toEqual({ kind: 'checking' })
  })
})

describe('what the server says when it answers no question of a running page', () => {
  test('an unreadable deadline is no deadline', () => {
    world.send({ type: 'opened' })
    const { requestId } = world.question('fetch-play-urls')
    const playUrls = { playable: false, reason: 'interrupted', until: 'soon' } as const
    world.deliver({ type: 'play-urls-answered', requestId, playUrls })
    expect(world.state.view).toEqual({ kind: 'interrupted' })
  })

  test('a room that was opened again after its end is asked about at a backed-off pace', () => {
    interrupt()
    world.fire()
    world.answerPlayUrls('ended')
    expect(types(world.answer(world.question('fetch-room'), 'live', 3))).toEqual([
      'cancel-timer',
      'start-timer',
    ])
    expect(world.state.view).toEqual({ kind: 'checking' })
  })

  test('a state of its own is never touched by an event', () => {
    const state = Object.freeze(initialPlayerState(ROOM_ID))
    expect(playerReducer(state, { type: 'opened' }, { random: shortest }).state).not.toBe(state)
  })
})
