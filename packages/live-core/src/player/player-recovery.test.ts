import { beforeEach, describe, expect, test } from 'vitest'
import { PlayerWorld } from './testing/player-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)
const LONGEST = 1 - 2 ** -53

let world: PlayerWorld
beforeEach(() => {
  world = new PlayerWorld({ random: () => LONGEST })
})

/** Answers and waits until a timer or an answer shows the dialog; gives the milliseconds that people waited. */
function waitForDialog(status: 'interrupted' | 'live'): number {
  const sinceMs = world.books.nowMs
  for (let round = 0; round < 20; round += 1) {
    const shows = types(world.answerPlayUrls(status)).includes('show-dialog')
    if (shows) return world.books.nowMs - sinceMs
    if (types(world.fire()).includes('show-dialog')) return world.books.nowMs - sinceMs
    if (status === 'live') world.code(-2301)
  }
  throw new Error('no dialog')
}

describe('the dialog 主播暂时离开了', () => {
  test('comes within five seconds of waiting after the broadcaster stopped or was killed', () => {
    world.openAndPlay()
    world.code(-2301)
    expect(waitForDialog('interrupted')).toBeLessThanOrEqual(5_000)
    expect(world.state.dialog).toBe('broadcaster-away')
  })

  test('comes as well when the server has not noticed and playback fails again and again', () => {
    world.openAndPlay()
    world.code(-2301)
    expect(waitForDialog('live')).toBeLessThanOrEqual(5_000)
  })

  test('does not come while silent tries may still help, and their number can be set', () => {
    const patient = new PlayerWorld({ random: () => 0, silentTries: 5 })
    patient.openAndPlay()
    patient.code(-2301)
    for (let round = 0; round < 5; round += 1) {
      expect(types(patient.answerPlayUrls('interrupted'))).not.toContain('show-dialog')
      patient.fire()
    }
    expect(types(patient.answerPlayUrls('interrupted'))).toContain('show-dialog')
  })

  test('comes once, and silent tries go on under it until the picture is back and closes it', () => {
    world.openAndPlay()
    world.code(-2301)
    waitForDialog('interrupted')
    for (let round = 0; round < 5; round += 1) {
      world.fire()
      expect(types(world.answerPlayUrls('interrupted'))).toEqual(['start-timer'])
    }
    world.fire()
    world.answerPlayUrls('live')
    world.code(2004)
    expect(world.state).toMatchObject({ view: { kind: 'playing' }, dialog: null })
    expect(world.send({ type: 'retry-chosen' }), 'an answer to the dialog that comes now').toEqual([])
  })

  test('confirmed after the broadcaster is back, it plays again at once', () => {
    world.openAndPlay()
    world.code(-2301)
    waitForDialog('interrupted')
    expect(types(world.send({ type: 'retry-chosen' }))).toEqual(['cancel-timer', 'fetch-play-urls'])
    expect(world.send({ type: 'retry-chosen' }), 'a second tap').toEqual([])
    expect(types(world.answerPlayUrls('live'))).toEqual(['play', 'start-timer'])
  })

  test('confirmed while the broadcaster is still away, it comes again after as many silent tries', () => {
    world.openAndPlay()
    world.code(-2301)
    waitForDialog('interrupted')
    world.send({ type: 'retry-chosen' })
    expect(waitForDialog('interrupted')).toBeLessThanOrEqual(5_000)
  })

  test('cancelled, it goes back', () => {
    world.openAndPlay()
    world.code(-2301)
    waitForDialog('interrupted')
    expect(types(world.send({ type: 'leave-chosen' }))).toEqual(['cancel-timer', 'leave'])
  })
})

describe('a URL that is refused or worn out', () => {
  test.each([3004, -2302, -2308, -2309])(
    'is replaced at once after %i, and from then on at a backed-off pace',
    (code) => {
      world.openAndPlay()
      expect(types(world.code(code))).toEqual(['cancel-timer', 'fetch-play-urls'])
      expect(types(world.answerPlayUrls('live'))).toEqual(['stop', 'play', 'start-timer'])
      world.code(code)
      expect(types(world.answerPlayUrls('live')), 'the back-off and the patience').toEqual([
        'start-timer',
        'start-timer',
      ])
    },
  )

  test('counts as new only after a picture that lasted, and so does the back-off', () => {
    world.openAndPlay()
    world.code(3004)
    world.answerPlayUrls('live')
    world.code(3004)
    world.answerPlayUrls('live')
    world.fire()
    world.code(2004)
    expect(world.state.backoff.attempt, 'a picture that has just come').toBe(1)
    world.fire()
    expect(world.state.backoff.attempt, 'a picture that lasted').toBe(0)
    world.code(3004)
    expect(types(world.answerPlayUrls('live'))).toContain('play')
  })
})

describe('a phone that cannot decode the stream', () => {
  test('is told so, and is not tried again by itself', () => {
    world.openAndPlay()
    world.code(-2304)
    expect(world.state.view).toEqual({ kind: 'failed', reason: 'unsupported-format' })
    expect(world.books.timers.size).toBe(0)
    expect(types(world.send({ type: 'retry-chosen' }))).toEqual(['fetch-play-urls'])
  })
})
