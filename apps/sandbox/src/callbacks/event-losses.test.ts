import { beforeEach, expect, test } from 'vitest'
import { FaultSwitch } from '../control/fault-switch.ts'
import type { CallbackFaults } from '../control/faults.ts'
import { type CallbackEvent, endEvent, startEvent } from './callback-event.ts'
import { EventLosses } from './event-losses.ts'

const IDENTITY = { appId: 1, pushDomain: 'push.example.test', node: '127.0.0.1' }
const PUSH = {
  ...{ sequence: '1', appName: 'live', streamName: 'show', query: '', userIp: '127.0.0.1' },
  ...{ startedAtMs: 0, width: 0, height: 0 },
}
const START = startEvent(IDENTITY, PUSH, 0)
const END = endEvent(IDENTITY, PUSH, { reason: { errcode: 1, errmsg: '' }, nowMs: 0 })

let faults: FaultSwitch
let losses: EventLosses
let drawn: number

beforeEach(() => {
  drawn = 0
  faults = new FaultSwitch()
  losses = new EventLosses({
    faults: () => faults.current.callbacks ?? {},
    takeDrop: (kind) => faults.takeDrop(kind),
    random: () => drawn,
  })
})

const given = (callbacks: CallbackFaults) => faults.set({ callbacks })
const lost = (...events: CallbackEvent[]) => events.map((event) => losses.take(event))

test('nothing is lost unless that is asked for', () => {
  expect(lost(START, END, START, END)).toEqual([false, false, false, false])
})

test('dropEvery loses every n-th event', () => {
  given({ dropEvery: 2 })
  expect(lost(START, END, START, END)).toEqual([false, true, false, true])
})

test('dropNext loses the next n events of a kind, and says how many are left', () => {
  given({ dropNext: { end: 2 } })
  expect(lost(START, END, START)).toEqual([false, true, false])
  expect(faults.current.callbacks?.dropNext).toEqual({ end: 1 })
  expect(lost(END, END, START)).toEqual([true, false, false])
  expect(faults.current.callbacks?.dropNext).toEqual({ end: 0 })
})

test('dropNext keeps its hands off the other faults', () => {
  faults.set({ callbacks: { dropNext: { start: 1, end: 1 }, delayMs: 7 }, clock: { skewMs: 5 } })
  expect(lost(START)).toEqual([true])
  expect(faults.current).toEqual({
    callbacks: { dropNext: { start: 0, end: 1 }, delayMs: 7 },
    clock: { skewMs: 5 },
  })
})

test('dropShare loses the share of a kind that was asked for', () => {
  given({ dropShare: { start: 0.3, end: 1 } })
  drawn = 0.299
  expect(lost(START, END)).toEqual([true, true])
  drawn = 0.3
  expect(lost(START, END)).toEqual([false, true])
  given({ dropShare: { start: 0 } })
  drawn = 0
  expect(lost(START, END)).toEqual([false, false])
})
