import { expect, it } from 'vitest'
import { durationText } from './duration-text.ts'

it.each([
  [0, '0:00'],
  [-5_000, '0:00'],
  [7_999, '0:07'],
  [247_000, '4:07'],
  [3_600_000, '1:00:00'],
  [3_753_000, '1:02:33'],
])('%i ms reads %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})
