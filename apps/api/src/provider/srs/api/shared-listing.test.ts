import { expect, test } from 'vitest'
import { SharedListing } from './shared-listing.ts'

/** Readings that end when the test says so. */
function heldReadings() {
  const readings: PromiseWithResolvers<number>[] = []
  const listing = new SharedListing(() => {
    const reading = withResolvers<number>()
    readings.push(reading)
    return reading.promise
  })
  return { readings, listing }
}

type PromiseWithResolvers<Value> = {
  promise: Promise<Value>
  resolve(value: Value): void
  reject(error: Error): void
}

function withResolvers<Value>(): PromiseWithResolvers<Value> {
  let resolvers: Omit<PromiseWithResolvers<Value>, 'promise'> | undefined
  const promise = new Promise<Value>((resolve, reject) => {
    resolvers = { resolve, reject }
  })
  return {
    promise,
    resolve: (value) => resolvers?.resolve(value),
    reject: (error) => resolvers?.reject(error),
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('all who ask before a reading begins share it', async () => {
  const { readings, listing } = heldReadings()
  const asked = [listing.get(), listing.get(), listing.get()]
  await settled()
  expect(readings).toHaveLength(1)
  readings[0]?.resolve(7)
  expect(await Promise.all(asked)).toEqual([7, 7, 7])
})

test('who asks while one runs gets the next, never an answer that is older than the question', async () => {
  const { readings, listing } = heldReadings()
  const first = listing.get()
  await settled()
  const later = [listing.get(), listing.get()]
  await settled()
  expect(readings).toHaveLength(1)
  readings[0]?.resolve(1)
  expect(await first).toBe(1)
  await settled()
  expect(readings).toHaveLength(2)
  readings[1]?.resolve(2)
  expect(await Promise.all(later)).toEqual([2, 2])
})

test('a reading that fails does so for those who shared it, and the next is made all the same', async () => {
  const { readings, listing } = heldReadings()
  const failing = [listing.get(), listing.get()].map((asked) => asked.catch((error: Error) => error.message))
  await settled()
  const next = listing.get()
  readings[0]?.reject(new Error('down'))
  expect(await Promise.all(failing)).toEqual(['down', 'down'])
  await settled()
  readings[1]?.resolve(2)
  expect(await next).toBe(2)
})
