import { describe, expect, test } from 'vitest'
import { foldRoom } from './fold-room.ts'
import type { RoomFacts, RoomStopFact } from './room-facts.ts'
import { ruleOnRoom } from './room-ruling.ts'
import { at, ended, facts, observed, started } from './testing/histories.ts'

const pushed = [started('1', 0), ended('1', 30)]
const window = { type: 'stopped', reason: 'window' }
const silence = (...seconds: number[]) => seconds.map((second) => observed('inactive', second))
const rule = (room: RoomFacts, seconds: number) => ruleOnRoom(room, at(seconds))

describe('a window that has passed', () => {
  test('is no end by itself, however long ago', () => {
    expect(rule(facts(pushed), 100_000)).toBeUndefined()
  })

  test('ends the room when the provider was asked twice, 20 s apart, and the second time after the window', () => {
    expect(rule(facts(pushed, { observations: silence(40, 91) }), 91)).toEqual(window)
    expect(rule(facts(pushed, { observations: silence(40, 89) }), 95)).toBeUndefined()
    expect(rule(facts(pushed, { observations: silence(91, 95) }), 95)).toBeUndefined()
    expect(rule(facts(pushed, { observations: silence(91, 111) }), 111)).toEqual(window)
  })

  test('ends nothing on answers from before the end, nor across an active one', () => {
    expect(rule(facts(pushed, { observations: silence(10, 20) }), 200)).toBeUndefined()
    const flicker = [...silence(40), observed('active', 30), ...silence(91)]
    expect(rule(facts(pushed, { observations: flicker }), 91)).toEqual(window)
    const back = [...silence(40), observed('active', 60), ...silence(91, 100)]
    expect(rule(facts(pushed, { observations: back }), 100)).toBeUndefined()
  })

  test('ends nothing while the broadcaster’s own device says that it pushes', () => {
    const heartbeats = { sinceMs: at(60), atMs: at(90) }
    expect(rule(facts(pushed, { observations: silence(40, 91), heartbeats }), 125)).toBeUndefined()
    // Nor on that old answer afterwards: the provider has to be asked again.
    expect(rule(facts(pushed, { observations: silence(40, 91), heartbeats }), 600)).toBeUndefined()
    expect(rule(facts(pushed, { observations: silence(40, 91, 126), heartbeats }), 126)).toEqual(window)
  })

  test('of no length still needs two answers', () => {
    expect(rule(facts(pushed, { observations: silence(32), windowSeconds: 0 }), 33)).toBeUndefined()
    expect(rule(facts(pushed, { observations: silence(32, 52), windowSeconds: 0 }), 52)).toEqual(window)
  })

  test('waits for the API’s own recovery, and for answers from after it', () => {
    const room = { ...facts(pushed, { observations: silence(40, 200, 230) }), recoveredAtMs: at(220) }
    expect(rule(room, 250)).toBeUndefined()
    expect(foldRoom(room).untilMs).toBe(at(280))
  })
})

describe('a room that its window ended', () => {
  const stop = (reason: 'window' | 'broadcaster'): RoomStopFact[] => [
    { type: 'stopped', generation: 1, reason, atMs: at(91) },
  ]
  const back = [...pushed, started('2', 200)]

  test('is opened again by a push within 30 minutes', () => {
    expect(rule(facts(back, { stops: stop('window') }), 201)).toEqual({ type: 'reopened' })
    expect(rule(facts(back, { stops: stop('window') }), 91 + 1_801)).toBeUndefined()
    expect(
      rule(facts(pushed, { stops: stop('window'), observations: [observed('active', 200)] }), 201),
    ).toEqual({ type: 'reopened' })
  })

  test('stays ended without one', () => {
    expect(rule(facts(pushed, { stops: stop('window') }), 100)).toBeUndefined()
  })

  test('has a whole window again after the reopening', () => {
    const stops: RoomStopFact[] = [...stop('window'), { type: 'reopened', generation: 2, atMs: at(300) }]
    const room = facts(pushed, { stops, observations: silence(40, 91, 310) })
    expect(foldRoom(room)).toMatchObject({ phase: 'interrupted', untilMs: at(360) })
    expect(rule(room, 400)).toBeUndefined()
  })
})

test('a room that a person ended is never touched', () => {
  const stops: RoomStopFact[] = [{ type: 'stopped', generation: 1, reason: 'broadcaster', atMs: at(91) }]
  expect(rule(facts([...pushed, started('2', 100)], { stops }), 101)).toBeUndefined()
})

describe('a broadcaster’s heartbeats', () => {
  test('keep a room live whose provider claims silence, until they stop', () => {
    const observations = silence(40, 60, 130)
    const said = (sinceSeconds: number, atSeconds: number) =>
      foldRoom(
        facts([started('1', 0)], {
          observations,
          heartbeats: { sinceMs: at(sinceSeconds), atMs: at(atSeconds) },
        }),
      ).phase
    expect(said(0, 100)).toBe('live')
    expect(said(0, 94)).toBe('interrupted')
  })

  test('of a later return do not bring back what was silent before them', () => {
    const observations = silence(40, 60)
    const heartbeats = { sinceMs: at(200), atMs: at(240) }
    expect(foldRoom(facts([started('1', 0)], { observations, heartbeats })).phase).toBe('interrupted')
  })

  test('alone open nothing', () => {
    expect(foldRoom(facts([], { heartbeats: { sinceMs: at(0), atMs: at(9) } })).phase).toBe('unstarted')
  })
})
