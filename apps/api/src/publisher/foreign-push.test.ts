import type { PushFact } from '@kaibo/live-core'
import { expect, test } from 'vitest'
import { isForeignPush } from './foreign-push.ts'
import type { PublisherLease } from './publisher-store.ts'

const at = (seconds: number) => 1_795_348_800_000 + seconds * 1000

const lease = (idleSinceSeconds: number | undefined): PublisherLease => ({
  deviceId: 'phone',
  takenAt: new Date(at(0)),
  heartbeatAt: new Date(at(0)),
  pushing: undefined,
  idleSince: idleSinceSeconds === undefined ? null : new Date(at(idleSinceSeconds)),
})
const push = (type: PushFact['type'], seconds: number, fields: Partial<PushFact> = {}): PushFact => ({
  type,
  sequence: '1',
  proven: true,
  occurredAtMs: at(seconds),
  receivedAtMs: at(seconds),
  ...fields,
})
const began = (seconds: number, fields: Partial<PushFact> = {}) => push('push.started', seconds, fields)

test('a push that began after the device had said that it does not push, and went on saying so, is foreign', () => {
  expect(isForeignPush(lease(0), [began(10)], at(25))).toBe(true)
  expect(isForeignPush(lease(0), [began(-50), began(10, { sequence: '2' })], at(25))).toBe(true)
})

test('the device is given 15 s from the receipt to say that the push is its own', () => {
  expect(isForeignPush(lease(0), [began(10)], at(24.9))).toBe(false)
  expect(isForeignPush(lease(0), [began(10, { receivedAtMs: at(60) })], at(74.9))).toBe(false)
  expect(isForeignPush(lease(0), [began(10, { receivedAtMs: at(60) })], at(75))).toBe(true)
})

test('a push that began before the device fell idle, or just then, may be its own', () => {
  expect(isForeignPush(lease(10), [began(5)], at(60))).toBe(false)
  expect(isForeignPush(lease(10), [began(12)], at(60))).toBe(false)
  expect(isForeignPush(lease(10), [began(13)], at(60))).toBe(true)
})

test('a device that pushes, or never said anything, accuses nobody', () => {
  expect(isForeignPush(lease(undefined), [began(10)], at(60))).toBe(false)
})

test('a claim is nobody’s push, and a push that ended is none any more', () => {
  expect(isForeignPush(lease(0), [began(10, { proven: false })], at(60))).toBe(false)
  expect(isForeignPush(lease(0), [began(10), push('push.ended', 20)], at(60))).toBe(false)
  expect(isForeignPush(lease(0), [], at(60))).toBe(false)
})
