import { beforeEach, describe, expect, test } from 'vitest'
import { PlayerWorld } from './testing/player-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)

let world: PlayerWorld
beforeEach(() => {
  world = new PlayerWorld({ random: () => 0 })
  world.books.longestMs = 60_000
})

describe('the question says that the picture stopped', () => {
  test('not when the page opens, nor when it is shown again', () => {
    world.send({ type: 'opened' })
    expect(world.question('fetch-play-urls')).toMatchObject({ stalled: false })
    world.answerPlayUrls('live')
    world.code(2004)
    world.send({ type: 'hidden' })
    world.send({ type: 'shown' })
    expect(world.question('fetch-play-urls')).toMatchObject({ stalled: false })
  })

  test.each([-2301, 2006])('after %i', (code) => {
    world.openAndPlay()
    world.code(code)
    expect(world.question('fetch-play-urls')).toMatchObject({ stalled: true })
  })

  test('after a picture that never came', () => {
    world.send({ type: 'opened' })
    world.answerPlayUrls('live')
    expect(world.fire()).toMatchObject([{ type: 'fetch-play-urls', stalled: true }])
  })

  test.each([3004, -2302])('not after %i: a URL that is worn out says nothing of the broadcaster', (code) => {
    world.openAndPlay()
    world.code(code)
    expect(world.question('fetch-play-urls')).toMatchObject({ stalled: false })
  })

  test('once more when the question came to nothing, but not when it was answered', () => {
    world.openAndPlay()
    world.code(-2301)
    world.fail('unavailable')
    expect(world.fire()).toMatchObject([{ stalled: true }])
    world.answerPlayUrls('interrupted')
    expect(world.fire()).toMatchObject([{ stalled: false }])
  })

  test('not when the own network was away', () => {
    world.openAndPlay()
    world.send({ type: 'network-changed', connected: false })
    world.code(-2301)
    world.send({ type: 'network-changed', connected: true })
    expect(world.question('fetch-play-urls')).toMatchObject({ stalled: false })
  })
})

describe('the pace that the server sets', () => {
  test.each(['interrupted', 'waiting', 'scheduled', 'unknown'] as const)(
    'is kept before the next question about a room that is %s',
    (word) => {
      world.send({ type: 'opened' })
      const answeredAtMs = world.books.nowMs
      world.answerPlayUrls(word, 4_000)
      expect(types(world.fire())).toContain('fetch-play-urls')
      expect(world.books.nowMs - answeredAtMs).toBe(4_000)
    },
  )

  test('is kept before the next play of a room that is said to be live', () => {
    world.openAndPlay()
    world.code(-2301)
    expect(world.answerPlayUrls('live', 4_000)).toMatchObject([{ delayMs: 4_000 }, { type: 'start-timer' }])
  })

  test('is kept when a picture stops that has only just come', () => {
    world.send({ type: 'opened' })
    const answeredAtMs = world.books.nowMs
    world.answerPlayUrls('live', 4_000)
    world.code(2004)
    expect(types(world.code(-2301))).toEqual(['cancel-timer'])
    expect(world.state.view).toEqual({ kind: 'checking' })
    expect(world.fire()).toMatchObject([{ type: 'fetch-play-urls', stalled: true }])
    expect(world.books.nowMs - answeredAtMs).toBe(4_000)
    expect(types(world.answerPlayUrls('live')), 'playback still owes its delay').not.toContain('play')
  })

  test('asks nothing by itself when the picture goes on', () => {
    world.send({ type: 'opened' })
    world.answerPlayUrls('live', 4_000)
    world.code(2004)
    expect(world.fire()).toEqual([])
  })

  test('does not make a person wait for the dialog longer than five seconds', () => {
    world.openAndPlay()
    world.code(-2301)
    const stoppedAtMs = world.books.nowMs
    world.answerPlayUrls('interrupted', 30_000)
    expect(types(world.fire())).toEqual(['show-dialog'])
    expect(world.books.nowMs - stoppedAtMs).toBe(5_000)
    expect(world.state.dialog).toBe('broadcaster-away')
    expect(types(world.send({ type: 'retry-chosen' })), 'a person may').toContain('fetch-play-urls')
  })
})

describe('the time after which the person is asked', () => {
  test('ends with the picture', () => {
    world.openAndPlay()
    world.code(-2301)
    world.answerPlayUrls('live')
    world.fire()
    world.code(2004)
    world.books.nowMs += 60_000
    expect(world.fire(), 'the picture has lasted').toEqual([])
    expect(world.books.timers.size).toBe(0)
  })

  test('blames no broadcaster for an API that is out of reach', () => {
    world.openAndPlay()
    world.code(-2301)
    world.answerPlayUrls('interrupted', 4_500)
    world.fire()
    world.fail('unavailable', 30_000)
    expect(world.fire()).toEqual([])
    expect(world.state).toMatchObject({ view: { kind: 'unavailable' }, dialog: null })
  })
})
