import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KaiboError } from '../http/kaibo-error.ts'
import { newId } from '../random.ts'
import { anyText } from '../testing/any-text.ts'
import { seededRandom } from '../testing/seeded-random.ts'
import { decodeCursor, encodeCursor } from './room-cursor.ts'

const random = seededRandom('cursors')
const id = newId('room', random)
const encoded = (text: string) => Buffer.from(text).toString('base64url')

/** Runs `decodeCursor` and tells a refusal (true) from an acceptance (false); any other throw fails the test. */
function isRefused(cursor: string): boolean {
  try {
    decodeCursor(cursor)
    return false
  } catch (error) {
    expect(error).toBeInstanceOf(KaiboError)
    expect(error).toMatchObject({
      code: 'invalid_request',
      issues: [{ path: 'query.cursor', message: expect.any(String) }],
    })
    return true
  }
}

describe('room cursor', () => {
  test('comes back as it went, to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 0) }), (ms) => {
        const place = { createdAt: new Date(ms), id: newId('room', random) }
        expect(decodeCursor(encodeCursor(place))).toEqual(place)
      }),
    )
  })

  test('is made of characters that the contract lets through', () => {
    expect(encodeCursor({ createdAt: new Date(253402300799999), id })).toMatch(/^[A-Za-z0-9_-]{1,128}$/)
  })

  test.each([
    ['nothing', ''],
    ['no base64url at all', '!!!'],
    ['no time', encoded(`.${id}`)],
    ['no id', encoded('1795000000000.')],
    ['a negative time', encoded(`-1.${id}`)],
    ['a fraction', encoded(`1.5.${id}`)],
    ['an exponent', encoded(`1e9.${id}`)],
    ['a time that no date holds', encoded(`9999999999999999.${id}`)],
    ['another kind of id', encoded(`1.user_${'0'.repeat(20)}`)],
    ['a short id', encoded('1.room_0')],
    ['something behind it', encoded(`1.${id} or 1=1`)],
    ['a line break behind it', encoded(`1.${id}\n`)],
    ['something before it', encoded(`x1.${id}`)],
    ['full-width digits', encoded(`１.${id}`)],
    ['the plain text', `1.${id}`],
  ])('refuses %s as invalid_request', (_, cursor) => {
    expect(isRefused(cursor)).toBe(true)
  })

  test('whatever is sent is refused, or read as a date and a room id', () => {
    const garbage = fc.oneof(
      anyText(200),
      fc.base64String(),
      fc.string().map(encoded),
      fc.tuple(fc.nat({ max: 10 ** 15 }), fc.string()).map(([ms, text]) => encoded(`${ms}.room_${text}`)),
    )
    fc.assert(
      fc.property(garbage, (cursor) => {
        if (isRefused(cursor)) return
        const place = decodeCursor(cursor)
        expect(place.createdAt.getTime()).not.toBeNaN()
        expect(place.id).toMatch(/^room_[0-9a-z]{20}$/)
      }),
      { numRuns: 3_000 },
    )
  })
})
