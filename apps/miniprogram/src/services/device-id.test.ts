import { deviceId } from '@kaibo/live-core'
import { expect, it } from 'vitest'
import { aStore } from '../testing/store.ts'
import { createDeviceId } from './device-id.ts'

const counting = () => {
  let n = 0
  return () => (n++ % 97) / 97
}

it('is drawn once, in the form of the contract, and found again after a restart', () => {
  const store = aStore()
  const first = createDeviceId({ store, random: counting() })()
  expect(deviceId.safeParse(first).success).toBe(true)
  expect(createDeviceId({ store, random: () => 0.5 })()).toBe(first)
})

it.each([[undefined], ['a!'], [42]])('is drawn anew in the place of %s', (kept) => {
  const store = aStore({ device: kept })
  const id = createDeviceId({ store, random: () => 0.999 })()
  expect(deviceId.safeParse(id).success).toBe(true)
  expect(store.read('device')).toBe(id)
})

it('stays the same while the mini-program runs, although the store keeps nothing', () => {
  const store = { read: () => undefined, write: () => {}, remove: () => {} }
  const id = createDeviceId({ store, random: counting() })
  expect(id()).toBe(id())
})
