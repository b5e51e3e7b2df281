import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoTime, isoTimeInput, toIsoTime } from './iso-time.ts'

describe('a time in a request', () => {
  test.each([
    '2026-11-22T13:00:00Z',
    '2026-11-22T13:00:00.1Z',
    '2026-11-22T21:00:00+08:00',
    '2024-02-29T00:00:00.000Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
  ])('%s is taken', (text) => {
    expect(isoTimeInput.parse(text)).toBe(text)
  })

  test.each([
    '',
    'tomorrow',
    '2026-11-22',
    '2026-11-22T13:00:00',
    '2026-11-22 13:00:00Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T13:00:60Z',
    '2026-11-22T13:00:00+24:00',
    '2026-11-22T13:00:00Z\n',
    '+010000-01-01T00:00:00Z',
    '1795352400',
  ])('%j is refused', (text) => {
    expect(isoTimeInput.safeParse(text).success).toBe(false)
  })

  test.each(['9999-12-31T23:59:59-23:59', '9999-12-31T23:00:00-01:00', '0000-01-01T00:00:00+00:01'])(
    '%s is refused: its offset carries it where no answer could show it',
    (text) => {
      expect(isoTimeInput.safeParse(text).success).toBe(false)
    },
  )

  test('whatever is accepted can be answered: one bad time never spoils a whole list', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'))
    const time = fc
      .tuple(
        fc.oneof(fc.constantFrom('0000', '0001', '9999'), fc.integer({ min: 1000, max: 9998 }).map(String)),
        fc.constantFrom('01-01', '12-31', '02-29'),
        two(24),
        two(60),
        fc.constantFrom('Z', '+23:59', '-23:59', '+00:01', '-12:00'),
      )
      .map(([year, day, hours, minutes, zone]) => `${year}-${day}T${hours}:${minutes}:30${zone}`)
    fc.assert(
      fc.property(time, (text) => {
        if (!isoTimeInput.safeParse(text).success) return
        expect(isoTime.safeParse(toIsoTime(Date.parse(text))).success).toBe(true)
      }),
      { numRuns: 1_500 },
    )
  })

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void isoTimeInput.safeParse(text)))
  })
})

describe('a time in an answer', () => {
  test('is UTC with milliseconds, always', () => {
    expect(toIsoTime(0)).toBe('1970-01-01T00:00:00.000Z')
    expect(isoTime.safeParse('2026-11-22T13:00:00.000Z').success).toBe(true)
    for (const text of ['2026-11-22T13:00:00Z', '2026-11-22T13:00:00.00Z', '2026-11-22T13:00:00.000+00:00']) {
      expect(isoTime.safeParse(text).success).toBe(false)
    }
  })
})
