import { beforeEach, describe, expect, test } from 'vitest'
import { PusherWorld } from './testing/pusher-world.ts'

const types = (effects: readonly { type: string }[]) => effects.map(({ type }) => type)

let world: PusherWorld
beforeEach(() => {
  world = new PusherWorld({ random: () => 0 })
  world.goLive()
})

describe('the phone takes over', () => {
  test.each([
    [5000, 'background'],
    [5001, 'call'],
  ])('%i says so, keeps the room, and is looked up after a while', (code, by) => {
    expect(types(world.code(code))).toEqual(['cancel-timer', 'start-timer'])
    expect(world.state).toMatchObject({ view: { kind: 'interrupted', by }, wish: 'live' })
    world.fire()
    world.answerRoom('live')
    expect(world.state.view).toEqual({ kind: 'live' })
  })

  test('a hidden page leaves the push alone and does nothing else', () => {
    expect(types(world.send({ type: 'hidden' }))).toEqual(['cancel-timer'])
    for (const code of [5000, 1102, -1307]) expect(world.code(code)).toEqual([])
    expect(world.send({ type: 'retry-chosen' })).toEqual([])
    expect(world.component).toBe('dead')
  })

  test('shown again, a push that is down restarts at once', () => {
    world.send({ type: 'hidden' })
    world.code(-1307)
    expect(world.send({ type: 'shown' })).toMatchObject([{ type: 'fetch-push-url', reason: 'reconnect' }])
  })

  test('shown again, a push that may have survived is looked up and kept if the server sees it', () => {
    world.send({ type: 'hidden' })
    expect(types(world.send({ type: 'shown' }))).toEqual(['fetch-room'])
    expect(types(world.answerRoom('live'))).toEqual(['start-timer', 'start-timer'])
    expect(world.started).toHaveLength(1)
  })

  test('shown again, a push that the server does not see any more restarts at once', () => {
    world.send({ type: 'hidden' })
    world.send({ type: 'shown' })
    expect(types(world.answerRoom('interrupted'))).toEqual(['fetch-push-url'])
    expect(types(world.answerUrl())).toEqual(['stop', 'start', 'start-timer'])
  })

  test('a URL that arrives while the page is hidden is not started, and another is fetched when it is shown', () => {
    world.code(3004)
    const early = world.question('fetch-push-url')
    world.send({ type: 'hidden' })
    expect(world.answerUrl(early)).toEqual([])
    expect(types(world.send({ type: 'shown' }))).toEqual(['fetch-push-url'])
    expect(world.answerUrl(early), 'an answer to a question that was given up').toEqual([])
  })
})

describe('the word of the server', () => {
  test('is that of the newest version heard, whatever comes later', () => {
    world.code(1102)
    world.fire()
    world.answerRoom('live', world.question('fetch-room'), 7)
    world.send({ type: 'hidden' })
    world.send({ type: 'shown' })
    world.answerRoom('interrupted', world.question('fetch-room'), 6)
    expect(world.state).toMatchObject({ view: { kind: 'live' }, room: { version: 7 } })
  })
})

describe('the network', () => {
  test('gone and back leaves a push that survived alone', () => {
    expect(types(world.send({ type: 'network-changed', connected: false }))).toEqual(['cancel-timer'])
    expect(world.state.view).toEqual({ kind: 'offline' })
    expect(types(world.send({ type: 'network-changed', connected: true }))).toContain('fetch-room')
    expect(world.state.view).toEqual({ kind: 'reconnecting' })
    world.answerRoom('live')
    expect(world.state.view).toEqual({ kind: 'live' })
    expect(world.started).toHaveLength(1)
  })

  test('gone, a broken push waits for it, and restarts as soon as it is back', () => {
    world.send({ type: 'network-changed', connected: false })
    expect(world.code(-1307)).toEqual([])
    expect(world.state.view).toEqual({ kind: 'offline' })
    expect(types(world.send({ type: 'network-changed', connected: true }))).toEqual(['fetch-push-url'])
  })

  test('a switch from one to another is the business of the component', () => {
    expect(world.send({ type: 'network-changed', connected: true })).toEqual([])
  })

  test('a person who insists is believed before the network API', () => {
    world.send({ type: 'network-changed', connected: false })
    world.code(-1307)
    expect(types(world.send({ type: 'retry-chosen' }))).toEqual(['fetch-push-url'])
    expect(world.fail('fetch-push-url', 'network')).toEqual([])
    expect(world.state.view).toEqual({ kind: 'offline' })
  })
})
