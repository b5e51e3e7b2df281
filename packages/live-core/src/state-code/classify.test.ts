import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  classifyPlayerCode,
  classifyPusherCode,
  classifyPusherErrorCode,
  isFatalPlayerCode,
  isFatalPusherCode,
} from './classify.ts'
import { PLAYER_CODES } from './player-codes.ts'
import { PUSHER_CODES } from './pusher-codes.ts'
import { PUSHER_ERROR_CODES } from './pusher-error-codes.ts'
import type { StateCodeEntry } from './state-code-entry.ts'

const LOWEST = -110_000
const HIGHEST = 20_000

const FATAL_PUSHER_CODES = [-100018, -3301, -1326, -1325, -1324, -1317, -1314, -1313, -1307, -1302, -1301]
const FATAL_PLAYER_CODES = [-2308, -2304, -2301]

const classifiers: {
  name: string
  classify: (code: unknown) => {
    readonly known: boolean
    readonly severity: string
    readonly reaction: string
  }
  isFatal: (code: unknown) => boolean
  entries: readonly StateCodeEntry<string>[]
  fatal: readonly number[]
}[] = [
  {
    name: 'pusher',
    classify: classifyPusherCode,
    isFatal: isFatalPusherCode,
    entries: PUSHER_CODES,
    fatal: FATAL_PUSHER_CODES,
  },
  {
    name: 'player',
    classify: classifyPlayerCode,
    isFatal: isFatalPlayerCode,
    entries: PLAYER_CODES,
    fatal: FATAL_PLAYER_CODES,
  },
  {
    name: 'pusher binderror',
    classify: classifyPusherErrorCode,
    isFatal: (code) => ['fatal'].includes(classifyPusherErrorCode(code).severity),
    entries: PUSHER_ERROR_CODES,
    fatal: [],
  },
]

function integers(accept: (code: number) => boolean): number[] {
  return Array.from({ length: HIGHEST - LOWEST + 1 }, (_, index) => LOWEST + index).filter(accept)
}

describe.each(classifiers)('$name codes', ({ classify, isFatal, entries, fatal }) => {
  const codes = new Set(entries.map(({ code }) => code))
  const unknown = (code: unknown) => ({ known: false, code, severity: 'info', reaction: 'log' })
  const isKnown = (code: unknown) => typeof code === 'number' && codes.has(code)

  test('every known code yields its own entry with its severity and reaction', () => {
    for (const entry of entries) {
      const { severity, reaction } = entry
      expect(classify(entry.code)).toEqual({ known: true, entry, severity, reaction })
    }
  })

  test('an integer is known only if the table lists it, whatever stands next to it', () => {
    expect(integers((code) => classify(code).known)).toEqual([...codes].sort((a, b) => a - b))
  })

  test('the neighbours of a known code are unknown unless the table lists them', () => {
    for (const code of codes) {
      for (const neighbour of [code - 1, code + 1, code + 0.5, -code, code * 10]) {
        if (!codes.has(neighbour)) expect(classify(neighbour)).toEqual(unknown(neighbour))
      }
    }
  })

  test.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.MAX_VALUE,
    2 ** 53,
    '1002',
    '-2301',
    '10001',
    '__proto__',
    'constructor',
    'length',
    '',
    undefined,
    null,
    true,
    10001n,
    Symbol('10001'),
    [10001],
    Object(10001),
    { valueOf: () => 10001 },
    Object.create(null),
    () => 10001,
  ])('%o is unknown, returned as it came, and asks for a log line only', (code) => {
    expect(classify(code)).toEqual(unknown(code))
    expect(isFatal(code)).toBe(false)
  })

  test('anything at all is answered without throwing, and what is unknown is never fatal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.integer(), fc.double()), (code) => {
        const result = classify(code)
        expect(result.known).toBe(isKnown(code))
        if (!result.known) {
          expect(result).toEqual(unknown(code))
          expect(isFatal(code)).toBe(false)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('a hostile object is not touched', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('touched')
        },
      },
    )
    expect(classify(hostile).known).toBe(false)
    expect(isFatal(hostile)).toBe(false)
  })

  test('exactly the pinned codes are fatal', () => {
    expect(integers(isFatal)).toEqual(fatal)
    const loudest = entries.filter(({ severity }) => severity === 'fatal').map(({ code }) => code)
    expect(loudest.sort((a, b) => a - b)).toEqual(fatal)
  })
})
