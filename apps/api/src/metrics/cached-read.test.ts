import { expect, test } from 'vitest'
import { cachedRead } from './cached-read.ts'

const KEEP_MS = 5_000

function open(read: () => Promise<number>) {
  let nowMs = 0
  const cached = cachedRead(read, { keepMs: KEEP_MS, nowMs: () => nowMs })
  const pass = (ms: number) => {
    nowMs += ms
  }
  return { cached, pass }
}

test('a thousand scrapes of one moment are one read, and the next comes when the time is over', async () => {
  let reads = 0
  const { cached, pass } = open(async () => ++reads)
  expect(new Set(await Promise.all(Array.from({ length: 1_000 }, cached)))).toEqual(new Set([1]))
  pass(KEEP_MS - 1)
  expect(await cached()).toBe(1)
  pass(1)
  expect(await cached()).toBe(2)
})

test('a read that failed is not repeated sooner than one that did not', async () => {
  let reads = 0
  const { cached, pass } = open(async () => {
    reads += 1
    throw new Error('store away')
  })
  await expect(cached()).rejects.toThrow('store away')
  await expect(cached()).rejects.toThrow('store away')
  expect(reads).toBe(1)
  pass(KEEP_MS)
  await expect(cached()).rejects.toThrow('store away')
  expect(reads).toBe(2)
})
