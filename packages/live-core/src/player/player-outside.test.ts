import { beforeEach, describe, expect, test } from 'vitest'
import { PlayerWorld } from './testing/player-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)

let world: PlayerWorld
beforeEach(() => {
  world = new PlayerWorld({ random: () => 0 })
})

describe('a request that fails', () => {
  test.each(['network', 'unknown', 'internal', 'unavailable', 'rate_limited', 'unauthenticated'] as const)(
    'with %s says unavailable, never ended, and is made again',
    (code) => {
      world.send({ type: 'opened' })
      expect(types(world.fail(code))).toEqual(['start-timer'])
      expect(world.state.view).toEqual({ kind: 'unavailable' })
      expect(types(world.fire())).toEqual(['fetch-play-urls'])
    },
  )

  test('with a wish of the server waits at least so long, and a senseless wish changes nothing', () => {
    world.send({ type: 'opened' })
    expect(world.fail('rate_limited', 8_000.5)).toMatchObject([{ delayMs: 8_001 }])
    for (const wish of [Number.NaN, -1, 0]) {
      world.fire()
      expect(world.fail('rate_limited', wish)).toMatchObject([{ delayMs: 500 }])
    }
  })

  test('with not_found says that the room does not exist', () => {
    world.send({ type: 'opened' })
    world.fail('not_found')
    expect(world.state.view).toEqual({ kind: 'gone' })
    expect(world.books.timers.size).toBe(0)
  })

  test.each(['invalid_request', 'login_refused'] as const)('with %s waits for the person', (code) => {
    world.send({ type: 'opened' })
    expect(world.fail(code)).toEqual([])
    expect(world.state.view).toEqual({ kind: 'failed', reason: 'request-refused' })
  })

  test('a room that could not be fetched is fetched with the next question, and disturbs nothing', () => {
    world.send({ type: 'opened' })
    const { requestId } = world.question('fetch-room')
    expect(world.deliver({ type: 'request-failed', requestId, code: 'network' })).toEqual([])
    world.answerPlayUrls('waiting')
    expect(types(world.fire())).toEqual(['fetch-room', 'fetch-play-urls'])
  })
})

describe('without a network', () => {
  test('nothing is asked, the network is named only because its API said so, and its return asks at once', () => {
    world.openAndPlay()
    world.send({ type: 'network-changed', connected: false })
    expect(types(world.code(-2301))).toEqual(['cancel-timer'])
    expect(world.state.view).toEqual({ kind: 'offline' })
    expect(types(world.send({ type: 'network-changed', connected: true }))).toEqual(['fetch-play-urls'])
    expect(types(world.answerPlayUrls('live'))).toEqual(['stop', 'play', 'start-timer'])
  })

  test('a question under way is given up, and its late answer ignored', () => {
    world.send({ type: 'opened' })
    const late = world.question('fetch-play-urls')
    world.send({ type: 'network-changed', connected: false })
    expect(world.answer(late, 'live')).toEqual([])
    expect(world.state.view).toEqual({ kind: 'offline' })
  })

  test('a person who insists is believed before the network API', () => {
    world.send({ type: 'network-changed', connected: false })
    world.send({ type: 'opened' })
    expect(types(world.send({ type: 'retry-chosen' }))).toContain('fetch-play-urls')
    world.fail('network')
    expect(world.state.view).toEqual({ kind: 'offline' })
  })

  test('an end that the server told stays an end', () => {
    world.send({ type: 'opened' })
    world.answer(world.question('fetch-room'), 'live')
    world.answerPlayUrls('ended')
    world.answer(world.question('fetch-room'), 'ended')
    world.send({ type: 'network-changed', connected: false })
    world.send({ type: 'network-changed', connected: true })
    expect(world.state.view).toEqual({ kind: 'ended' })
  })
})

describe('a hidden page', () => {
  test('stops, asks nothing whatever comes, and takes stock when it is shown', () => {
    world.openAndPlay()
    expect(types(world.send({ type: 'hidden' }))).toEqual(['cancel-timer', 'stop'])
    for (const code of [-2301, 3004, 2004]) expect(world.code(code)).toEqual([])
    world.send({ type: 'network-changed', connected: false })
    expect(world.send({ type: 'network-changed', connected: true })).toEqual([])
    expect(world.send({ type: 'retry-chosen' })).toEqual([])
    expect(types(world.send({ type: 'shown' }))).toEqual(['fetch-play-urls'])
    expect(world.state.view).toEqual({ kind: 'connecting' })
    expect(types(world.answerPlayUrls('live'))).toEqual(['play', 'start-timer'])
  })

  test('does not act on an answer or a timer from before', () => {
    world.send({ type: 'opened' })
    const early = world.question('fetch-play-urls')
    world.send({ type: 'hidden' })
    expect(world.answer(early, 'live')).toEqual([])
    world.send({ type: 'shown' })
    expect(world.answer(early, 'ended'), 'an answer to a question that was given up').toEqual([])
    expect(world.state.view).toEqual({ kind: 'connecting' })
  })

  test('a page that is shown without having been hidden asks nothing', () => {
    world.openAndPlay()
    expect(world.send({ type: 'shown' })).toEqual([])
  })
})
