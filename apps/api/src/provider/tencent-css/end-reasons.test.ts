import { describe, expect, test } from 'vitest'
import { explainEnd } from './end-reasons.ts'

/** Codes whose reason the provider's document leaves open (267/35256). */
const WITHOUT_REASON = [0, 22, 25, 26, 27, 28, 29, 30, 31, 32]

/** Every other `errcode` of event 0 that the document lists, with its sub-codes where it has some. */
const DOCUMENTED: Readonly<Record<number, readonly number[]>> = {
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((code) => [code, [0]]),
  ),
  18: [
    ...[100, 101, 102, 103, 104, 200, 201, 202, 203, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309],
    ...[400, 401, 500, 501, 502, 503, 600, 601, 602],
  ],
  19: [0],
  20: [0],
  21: [100, 101, 102, 103],
  23: [0],
  24: [0],
}
const documented = Object.entries(DOCUMENTED).flatMap(([code, subCodes]) =>
  subCodes.map((subCode): [number, number] => [Number(code), subCode]),
)

describe('why a push ended', () => {
  test.each(documented)('%i/%i has words of its own in both languages', (code, subCode) => {
    const { zh, en } = explainEnd(code, subCode)
    expect(zh).toMatch(/[\u4e00-\u9fff]/)
    expect(en).toMatch(/^[a-z’A-Z ]+$/)
    expect(en).not.toMatch(/no reason/)
  })

  test.each(WITHOUT_REASON)('%i is said to be unknown, with its number', (code) => {
    expect(explainEnd(code, 0).en).toBe(`the provider gave no reason (${code})`)
    expect(explainEnd(code, undefined).zh).toBe(`原因未知（${code}）`)
  })

  test('without a code is unknown', () => {
    expect(explainEnd(undefined, undefined)).toEqual({ zh: '原因未知', en: 'the provider gave no reason' })
  })

  test('with a code from the future is told with both numbers, never as something else', () => {
    expect(explainEnd(99, 7).en).toBe('the provider gave no reason (99/7)')
    expect(explainEnd(18, 999).en).toMatch(/18\/999/)
  })

  test('with a sub-code that says nothing more is told by its code alone', () => {
    expect(explainEnd(3, 12)).toEqual(explainEnd(3, undefined))
  })
})
