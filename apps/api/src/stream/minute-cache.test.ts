import { expect, test } from 'vitest'
import { MinuteCache } from './minute-cache.ts'

/** A cache, and a maker that counts how often it was needed. */
function counted() {
  const cache = new MinuteCache<number>()
  let made = 0
  return { get: (key: string, minute: number) => cache.get(key, minute, () => ++made), made: () => made }
}

test('what is made for the first of a minute serves the others', () => {
  const { get, made } = counted()
  const values = Array.from({ length: 1_000 }, () => get('a', 1))
  expect([new Set(values).size, made()]).toEqual([1, 1])
})

test('another key or another minute, also an earlier one, is made anew', () => {
  const { get } = counted()
  expect([get('a', 1), get('b', 1), get('a', 2), get('b', 1), get('a', 1)]).toEqual([1, 2, 3, 2, 4])
})

test('what could not be made is tried again', () => {
  const cache = new MinuteCache<number>()
  const fail = () => {
    throw new Error('no key')
  }
  expect(() => cache.get('a', 1, fail)).toThrow('no key')
  expect(cache.get('a', 1, () => 7)).toBe(7)
})

test('of more than 10,000 keys the one made longest ago goes, and no other', () => {
  const { get, made } = counted()
  for (let key = 0; key < 10_000; key++) get(`${key}`, 1)
  get('0', 2)
  get('one more', 1)
  expect(made()).toBe(10_002)
  for (let key = 2; key < 10_000; key++) get(`${key}`, 1)
  get('0', 2)
  expect(made()).toBe(10_002)
  get('1', 1)
  expect(made()).toBe(10_003)
})
