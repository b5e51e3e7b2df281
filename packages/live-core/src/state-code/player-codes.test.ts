import { describe, expect, expectTypeOf, test } from 'vitest'
import { PLAYER_CODES, type PlayerCodeEntry } from './player-codes.ts'
import type { PlayerReaction } from './player-reaction.ts'

// biome-ignore format: a frozen list
const EVERY_CODE = [
  -2309, -2308, -2307, -2306, -2305, -2304, -2303, -2302, -2301,
  2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2012, 2015, 2026, 2028, 2030, 2031, 2032,
  2101, 2102, 2103, 2104, 2105, 2106, 2107, 2108, 2109, 2110,
  3001, 3002, 3003, 3004, 3005,
  6000, 6002, 6003, 6004, 6005,
]

// biome-ignore format: a frozen list
const NOT_ON_WECHATS_PAGE = [
  -2309, -2308, -2307, -2306, -2305, -2304, -2303,
  2012, 2015, 2026, 2028, 2031, 2109, 2110, 3004, 6000, 6002, 6003, 6004, 6005,
]

const ascending = (a: number, b: number) => a - b

describe('player state codes', () => {
  test('the table holds all 45 known codes and no other', () => {
    expect(EVERY_CODE).toHaveLength(45)
    expect(PLAYER_CODES.map(({ code }) => code).sort(ascending)).toEqual(EVERY_CODE)
  })

  test('no code and no name occurs twice', () => {
    expect(new Set(PLAYER_CODES.map(({ code }) => code)).size).toBe(PLAYER_CODES.length)
    expect(new Set(PLAYER_CODES.map(({ name }) => name)).size).toBe(PLAYER_CODES.length)
  })

  test('names are kebab-case and codes are integers', () => {
    for (const { code, name } of PLAYER_CODES) {
      expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
      expect(code).toSatisfy(Number.isSafeInteger)
    }
  })

  test("exactly the codes missing from WeChat's page count as undocumented", () => {
    const undocumented = PLAYER_CODES.filter(({ documented }) => !documented).map(({ code }) => code)
    expect(undocumented.sort(ascending)).toEqual(NOT_ON_WECHATS_PAGE)
  })

  test.each<[number, PlayerReaction]>([
    [2001, 'connecting'],
    [2004, 'playing'],
    [2006, 'ask-server'],
    [-2301, 'ask-server'],
    [2007, 'buffering'],
    [2032, 'first-frame'],
    [2103, 'reconnecting'],
    [2105, 'lagging'],
    [3004, 'refresh-url'],
    [-2302, 'refresh-url'],
    [-2308, 'refresh-url'],
    [-2304, 'unsupported-format'],
    [6000, 'log'],
  ])('%i leads to %s', (code, reaction) => {
    expect(PLAYER_CODES.find((entry) => entry.code === code)?.reaction).toBe(reaction)
  })

  test('nothing louder than info is ignored silently', () => {
    const ignored: PlayerCodeEntry[] = PLAYER_CODES.filter(({ reaction }) => reaction === 'ignore')
    expect(ignored.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  test('every fatal code has a reaction that acts', () => {
    const fatal: PlayerCodeEntry[] = PLAYER_CODES.filter(({ severity }) => severity === 'fatal')
    expect(fatal.filter(({ reaction }) => reaction === 'log' || reaction === 'ignore')).toEqual([])
  })

  test('every reaction is the answer to some code', () => {
    expectTypeOf<PlayerCodeEntry['reaction']>().toEqualTypeOf<PlayerReaction>()
  })
})
