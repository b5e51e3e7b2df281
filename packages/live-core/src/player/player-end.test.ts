import { beforeEach, describe, expect, test } from 'vitest'
import { PlayerWorld } from './testing/player-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)

let world: PlayerWorld
beforeEach(() => {
  world = new PlayerWorld({ random: () => 0 })
})

/** The broadcaster stayed away until the window had passed. */
function windowPasses(): void {
  world.openAndPlay()
  world.code(-2301)
  world.answerPlayUrls('ended')
  world.answer(world.question('fetch-room'), 'ended-by-window', 2)
}

describe('a room that only its window ended', () => {
  test('is said to be one that may come back, and is asked about slowly', () => {
    windowPasses()
    expect(world.state).toMatchObject({ view: { kind: 'window-ended' }, dialog: null })
    for (let round = 0; round < 5; round += 1) {
      const answeredAtMs = world.books.nowMs
      expect(types(world.fire())).toEqual(['fetch-play-urls'])
      expect(world.books.nowMs - answeredAtMs).toBeGreaterThanOrEqual(15_000)
      world.answerPlayUrls('ended')
      world.answer(world.question('fetch-room'), 'ended-by-window', 2)
      expect(world.state.view).toEqual({ kind: 'window-ended' })
    }
  })

  test('plays by itself when the broadcaster is back', () => {
    windowPasses()
    world.fire()
    expect(types(world.answerPlayUrls('live'))).toContain('play')
    world.code(2004)
    expect(world.state).toMatchObject({ view: { kind: 'playing' }, lateMs: 0 })
  })

  test('that its broadcaster ends after all is ended', () => {
    windowPasses()
    world.fire()
    world.answerPlayUrls('ended')
    world.answer(world.question('fetch-room'), 'ended', 3)
    expect(world.state.view).toEqual({ kind: 'ended' })
    expect(world.books.timers.size).toBe(0)
  })

  test('is ended when it has not come back for so long that it cannot any more', () => {
    world.books.longestMs = 60_000
    windowPasses()
    const endedAtMs = world.books.nowMs
    while (world.books.nowMs - endedAtMs < 29 * 60_000) {
      world.fire()
      world.answerPlayUrls('ended', 30_000)
      world.answer(world.question('fetch-room'), 'ended-by-window', 2)
      expect(world.state.view).toEqual({ kind: 'window-ended' })
    }
    for (let round = 0; round < 4 && world.books.timers.size > 0; round += 1) {
      world.fire()
      world.answerPlayUrls('ended', 30_000)
    }
    expect(world.state.view).toEqual({ kind: 'ended' })
    expect(world.books.timers.size).toBe(0)
  })

  test('is not asked about by a hidden page, and at once by one that is shown', () => {
    windowPasses()
    world.send({ type: 'hidden' })
    expect(world.books.timers.size).toBe(0)
    expect(types(world.send({ type: 'shown' }))).toEqual(['fetch-play-urls'])
    expect(world.state.view, 'what is known stays on the screen').toEqual({ kind: 'window-ended' })
  })

  test('is asked about no sooner than the server wants', () => {
    world.books.longestMs = 60_000
    world.openAndPlay()
    world.code(-2301)
    world.answerPlayUrls('ended', 45_000)
    const answeredAtMs = world.books.nowMs
    world.answer(world.question('fetch-room'), 'ended-by-window', 2)
    world.fire()
    expect(world.books.nowMs - answeredAtMs).toBe(45_000)
  })
})

describe('an end whose reason is not known yet', () => {
  test('is not shown as one before the reason is there', () => {
    world.openAndPlay()
    world.code(-2301)
    world.answerPlayUrls('ended')
    expect(world.state.view).toEqual({ kind: 'checking' })
    expect(world.component).toBe('stopped')
  })

  test('is shown as one when the reason cannot be had, and is asked about once more', () => {
    world.openAndPlay()
    world.code(-2301)
    world.answerPlayUrls('ended')
    const { requestId } = world.question('fetch-room')
    world.deliver({ type: 'request-failed', requestId, code: 'internal' })
    expect(world.state.view).toEqual({ kind: 'ended' })
    expect(types(world.fire())).toEqual(['fetch-play-urls'])
    world.answerPlayUrls('ended')
    world.answer(world.question('fetch-room'), 'ended-by-window', 2)
    expect(world.state.view).toEqual({ kind: 'window-ended' })
  })

  test('is not asked about without a network, and at once when it is back', () => {
    world.openAndPlay()
    world.code(-2301)
    world.answerPlayUrls('ended')
    const { requestId } = world.question('fetch-room')
    world.deliver({ type: 'request-failed', requestId, code: 'network' })
    world.send({ type: 'network-changed', connected: false })
    expect(world.books.timers.size).toBe(0)
    expect(types(world.send({ type: 'network-changed', connected: true }))).toEqual(['fetch-play-urls'])
  })
})
