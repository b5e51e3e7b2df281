import { expect, test } from 'vitest'
import { isHeld } from './is-held.ts'
import type { PublisherLease } from './publisher-store.ts'

const rhythm = { heartbeatFreshMs: 35_000, publisherGraceMs: 60_000 }

/** A lease that was taken at 0 ms, with a heartbeat at that time. */
const lease = (heartbeatMs?: number): PublisherLease => ({
  deviceId: 'phone',
  takenAt: new Date(0),
  heartbeatAt: heartbeatMs === undefined ? null : new Date(heartbeatMs),
  pushing: undefined,
  idleSince: null,
})
const held = (known: PublisherLease, nowMs: number, phase: 'live' | 'interrupted' = 'interrupted') =>
  isHeld(known, { phase }, { nowMs, rhythm })

test('a device holds a live room however long it said nothing: OBS sends no heartbeats', () => {
  expect(held(lease(), 10_000_000, 'live')).toBe(true)
})

test('a device that just asked for its URL holds the room for a minute', () => {
  expect(held(lease(), 60_000)).toBe(true)
  expect(held(lease(), 60_001)).toBe(false)
})

test('a device whose heartbeat is fresh holds the room, whether it pushes or not', () => {
  expect(held(lease(100_000), 135_000)).toBe(true)
  expect(held(lease(100_000), 135_001)).toBe(false)
})
