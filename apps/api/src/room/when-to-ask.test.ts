import { foldRoom, type PushFact, type RoomFacts, type StreamObservation } from '@kaibo/live-core'
import { describe, expect, test } from 'vitest'
import { DEFAULT_RHYTHM } from '../config/rhythm.ts'
import { type AskInput, whenToAsk } from './when-to-ask.ts'

const at = (seconds: number) => 1_795_348_800_000 + seconds * 1000
const secondsOf = (ms: number | undefined) => (ms === undefined ? undefined : (ms - at(0)) / 1000)

const push = (type: PushFact['type'], seconds: number, proven = true): PushFact => {
  return { type, sequence: '1', proven, occurredAtMs: at(seconds), receivedAtMs: at(seconds) }
}
const began = (seconds: number) => push('push.started', seconds)
const ended = (seconds: number) => push('push.ended', seconds)
const answered = (state: StreamObservation['state'], ...seconds: number[]): StreamObservation[] =>
  seconds.map((second) => ({ state, observedAtMs: at(second) }))

type Known = {
  pushes?: PushFact[]
  answers?: StreamObservation[]
  stops?: RoomFacts['stops']
  urls?: [issued: number, expire: number]
  checked?: number
  doubted?: number
}

/** When a room of which this is known is asked about, in seconds. */
function due(known: Known): number | undefined {
  const { pushes = [], answers = [], stops = [], urls, checked, doubted } = known
  const facts: RoomFacts = {
    times: { ...DEFAULT_RHYTHM, reconnectWindowMs: 60_000 },
    streams: [{ generation: 1, createdAtMs: at(0), pushes, observations: answers }],
    stops,
  }
  const input: AskInput = {
    fold: foldRoom(facts),
    facts,
    urls: urls && { issuedAtMs: at(urls[0]), expireAtMs: at(urls[1]) },
    checkedAtMs: checked === undefined ? undefined : at(checked),
    doubtedAtMs: doubted === undefined ? undefined : at(doubted),
  }
  return secondsOf(whenToAsk(input, DEFAULT_RHYTHM))
}

describe('a live room is asked about', () => {
  test('a minute after the last word of it, a callback’s or an answer’s', () => {
    expect(due({ pushes: [began(10)] })).toBe(70)
    expect(due({ pushes: [began(10)], answers: answered('active', 70) })).toBe(130)
    expect(due({ pushes: [began(90)], answers: answered('active', 70) })).toBe(150)
  })

  test('as soon as a second silence could confirm the first', () => {
    expect(due({ pushes: [began(10)], answers: answered('inactive', 70) })).toBe(90)
    expect(due({ pushes: [began(10)], answers: answered('forbidden', 70) })).toBe(90)
    expect(due({ pushes: [began(75)], answers: answered('inactive', 70) })).toBe(135)
  })

  test('in its time also while claims come in: they are no sign of life', () => {
    const claims = [push('push.started', 60, false), push('push.ended', 69, false)].map((claim) => ({
      ...claim,
      sequence: '9',
    }))
    expect(due({ pushes: [began(10), ...claims] })).toBe(70)
    expect(due({ pushes: [began(10), ...claims], answers: answered('inactive', 65) })).toBe(85)
  })
})

describe('an interrupted room is asked about', () => {
  const pushes = [began(0), ended(100)]

  test('two seconds after the end, which may be false', () => {
    expect(due({ pushes })).toBe(102)
    expect(due({ pushes, answers: answered('active', 99) })).toBe(102)
  })

  test('as often as silences confirm each other, and just when its window passes', () => {
    expect(due({ pushes, answers: answered('inactive', 102) })).toBe(122)
    expect(due({ pushes, answers: answered('inactive', 102, 122, 142) })).toBe(160)
    expect(due({ pushes, answers: answered('inactive', 102, 161) })).toBe(181)
  })
})

describe('a room that nobody pushed yet is asked about', () => {
  const urls: [number, number] = [100, 86_500]

  test('never before a push URL was issued, and a minute after it was', () => {
    expect(due({})).toBeUndefined()
    expect(due({ urls })).toBe(160)
  })

  test('every minute for ten minutes, then every five', () => {
    expect(due({ urls, answers: answered('inactive', 160) })).toBe(220)
    expect(due({ urls, answers: answered('inactive', 699) })).toBe(759)
    expect(due({ urls, answers: answered('inactive', 700) })).toBe(1_000)
  })

  test('for the last time when the last URL has expired: a push of its last moment goes on', () => {
    expect(due({ urls, answers: answered('inactive', 86_300) })).toBe(86_502)
    expect(due({ urls, answers: answered('inactive', 86_502) })).toBeUndefined()
  })
})

describe('an ended room is asked about', () => {
  const pushes = [began(0), ended(100)]
  const stops = (reason: 'window' | 'broadcaster'): RoomFacts['stops'] => [
    { type: 'stopped', generation: 1, reason, atMs: at(200) },
  ]

  test('every minute when its window ended it, as long as it may return', () => {
    expect(due({ pushes, stops: stops('window') })).toBe(260)
    expect(due({ pushes, stops: stops('window'), answers: answered('inactive', 260) })).toBe(320)
    expect(due({ pushes, stops: stops('window'), answers: answered('inactive', 1_940) })).toBe(2_000)
    expect(due({ pushes, stops: stops('window'), answers: answered('inactive', 1_941) })).toBeUndefined()
  })

  test('until the provider says that nobody pushes, when a person ended it', () => {
    const known: Known = { pushes, stops: stops('broadcaster'), urls: [0, 86_400] }
    expect(due(known)).toBe(220)
    expect(due({ ...known, answers: answered('inactive', 199) })).toBe(220)
    expect(due({ ...known, answers: answered('active', 220) })).toBe(240)
    expect(due({ ...known, answers: answered('forbidden', 220) })).toBeUndefined()
    expect(due({ pushes, stops: stops('broadcaster') })).toBeUndefined()
  })
})

describe('a doubt', () => {
  const live = { pushes: [began(10)] }

  test('brings the question forward to two seconds', () => {
    expect(due({ ...live, doubted: 20 })).toBe(22)
    expect(due({ doubted: 20 })).toBe(22)
  })

  test('so soon after a question waits until a minute has passed since', () => {
    const known = { ...live, answers: answered('active', 22), checked: 22 }
    expect(due({ ...known, doubted: 23 })).toBe(82)
    expect(due({ checked: 22, doubted: 81 })).toBe(83)
  })

  test('never puts off what is due anyway', () => {
    expect(due({ ...live, doubted: 69 })).toBe(70)
    const interrupted = { pushes: [began(0), ended(100)], checked: 95, doubted: 100 }
    expect(due(interrupted)).toBe(102)
  })

  test('that a question left unanswered is asked about again after five seconds, whatever else comes', () => {
    expect(due({ ...live, doubted: 20, checked: 22 })).toBe(27)
    expect(due({ ...live, doubted: 22, checked: 22 })).toBe(27)
    expect(due({ pushes: [began(0), ended(100)], doubted: 100, checked: 102 })).toBe(107)
  })
})

test('no question comes within two seconds of another', () => {
  expect(due({ pushes: [began(0), ended(100)], checked: 101 })).toBe(103)
})
