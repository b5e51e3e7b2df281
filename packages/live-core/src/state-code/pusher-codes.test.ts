import { describe, expect, expectTypeOf, test } from 'vitest'
import { PUSHER_CODES, type PusherCodeEntry } from './pusher-codes.ts'
import { PUSHER_ERROR_CODES } from './pusher-error-codes.ts'
import type { PusherReaction } from './pusher-reaction.ts'

// biome-ignore format: a frozen list
const EVERY_CODE = [
  -100018, -3301,
  -1326, -1325, -1324, -1319, -1317, -1316, -1314, -1313, -1312, -1311, -1310, -1309, -1308, -1307, -1306, -1305,
  -1304, -1303, -1302, -1301,
  0, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009,
  1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027, 1028, 1029, 1030, 1031, 1032, 1033, 1034,
  1101, 1102, 1103, 1104, 1105, 1106, 1107,
  2003, 2004, 2007, 2027, 2029,
  3001, 3002, 3003, 3004, 3005, 3008,
  4998, 4999, 5000, 5001,
  10001, 10002, 10003, 10004, 10005, 10012, 10014,
]

// biome-ignore format: a frozen list
const NOT_ON_WECHATS_PAGE = [
  -100018, -3301, -1326, -1325, -1324, -1319, -1317, -1316, -1314, -1313,
  1009, 1023, 1024, 1025, 1026, 1027, 1028, 1029, 1030, 1105, 1106, 1107,
  2003, 2004, 2007, 2027, 2029, 3008, 5000, 10005, 10012, 10014,
]

const ascending = (a: number, b: number) => a - b

describe('pusher state codes', () => {
  test('the table holds all 78 known codes and no other', () => {
    expect(EVERY_CODE).toHaveLength(78)
    expect(PUSHER_CODES.map(({ code }) => code).sort(ascending)).toEqual(EVERY_CODE)
  })

  test('no code and no name occurs twice', () => {
    expect(new Set(PUSHER_CODES.map(({ code }) => code)).size).toBe(PUSHER_CODES.length)
    expect(new Set(PUSHER_CODES.map(({ name }) => name)).size).toBe(PUSHER_CODES.length)
  })

  test('names are kebab-case and codes are integers', () => {
    for (const { code, name } of PUSHER_CODES) {
      expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
      expect(code).toSatisfy(Number.isSafeInteger)
    }
  })

  test("exactly the codes missing from WeChat's page count as undocumented", () => {
    const undocumented = PUSHER_CODES.filter(({ documented }) => !documented).map(({ code }) => code)
    expect(undocumented.sort(ascending)).toEqual([...NOT_ON_WECHATS_PAGE].sort(ascending))
  })

  test.each<[number, PusherReaction]>([
    [1002, 'pushing'],
    [1102, 'reconnecting'],
    [3001, 'reconnecting'],
    [3005, 'reconnecting'],
    [3004, 'refresh-url'],
    [-1326, 'refresh-url'],
    [-1307, 'restart-with-backoff'],
    [-1324, 'restart-with-backoff'],
    [-1325, 'wait-for-network'],
    [5000, 'suspended'],
    [5001, 'interrupted'],
    [10001, 'camera-denied'],
    [10002, 'microphone-denied'],
    [-1301, 'camera-unavailable'],
    [-1302, 'microphone-unavailable'],
    [10005, 'log'],
    [10012, 'log'],
    [10014, 'log'],
  ])('%i leads to %s', (code, reaction) => {
    expect(PUSHER_CODES.find((entry) => entry.code === code)?.reaction).toBe(reaction)
  })

  test('nothing louder than info is ignored silently', () => {
    const ignored: PusherCodeEntry[] = PUSHER_CODES.filter(({ reaction }) => reaction === 'ignore')
    expect(ignored.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  test('only the room:// codes are fatal without a reaction', () => {
    const idle = PUSHER_CODES.filter(({ severity, reaction }) => severity === 'fatal' && reaction === 'log')
    expect(idle.map(({ code }) => code)).toEqual([-3301, -100018])
  })

  test('every reaction is the answer to some code', () => {
    expectTypeOf<PusherCodeEntry['reaction']>().toEqualTypeOf<PusherReaction>()
  })
})

describe('pusher binderror codes', () => {
  test('the table holds the 4 known codes and no other', () => {
    expect(PUSHER_ERROR_CODES.map(({ code }) => code)).toEqual([10001, 10002, 10003, 10004])
  })

  test('a binderror code says the same as the state code of its number', () => {
    for (const entry of PUSHER_ERROR_CODES) {
      expect(PUSHER_CODES.find(({ code }) => code === entry.code)).toEqual(entry)
    }
  })
})
