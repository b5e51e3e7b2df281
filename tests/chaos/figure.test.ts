import { expect, test } from 'vitest'
import { atLeast, atMost, exactly, figure, never } from './figure.ts'
import { chaosSeed } from './support/seed.ts'

test('a check holds only when every number keeps its bounds, and what could not be measured keeps none', () => {
  const kept = [never('lost', 0), exactly(2, 'told', 2), atMost(5, 'ms', 5), atLeast(30, '%', 30)]
  expect(figure('x', '', kept).ok).toBe(true)
  const broken = [
    never('lost', 1),
    never('lost', Number.NaN),
    exactly(2, 'told', 1),
    exactly(2, 'told', 3),
    atMost(5, 'ms', 6),
    atLeast(30, '%', 29),
  ]
  for (const measure of broken) expect(figure('x', '', [...kept, measure]).ok).toBe(false)
})

test('a seed repeats a run, and one that is none is refused with its name', () => {
  expect(chaosSeed('17')).toBe(17)
  for (const given of [undefined, '']) expect(chaosSeed(given)).toBeGreaterThanOrEqual(0)
  for (const given of ['x', '-1', '1.5', '9999999999']) expect(() => chaosSeed(given)).toThrow('KAIBO_SEED')
})
