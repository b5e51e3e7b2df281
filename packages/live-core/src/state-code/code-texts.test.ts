import { describe, expect, test } from 'vitest'
import { PLAYER_CODE_TEXTS } from './player-code-texts.ts'
import { PLAYER_CODES } from './player-codes.ts'
import { PUSHER_CODE_TEXTS } from './pusher-code-texts.ts'
import { PUSHER_CODES } from './pusher-codes.ts'
import { PUSHER_ERROR_CODES } from './pusher-error-codes.ts'
import type { StateCodeText } from './state-code-entry.ts'

const tables: { name: string; codes: readonly number[]; texts: Readonly<Record<number, StateCodeText>> }[] = [
  { name: 'pusher', codes: PUSHER_CODES.map(({ code }) => code), texts: PUSHER_CODE_TEXTS },
  { name: 'player', codes: PLAYER_CODES.map(({ code }) => code), texts: PLAYER_CODE_TEXTS },
]

describe.each(tables)('$name code texts', ({ codes, texts }) => {
  test('there is a text for every code and for nothing else', () => {
    expect(Object.keys(texts).sort()).toEqual(codes.map(String).sort())
  })

  test('every code has a short Chinese and a short English text', () => {
    for (const code of codes) {
      const { zh = '', en = '' } = texts[code] ?? {}
      expect(zh, `zh of ${code}`).toMatch(/^\S.*\p{Script=Han}/u)
      expect(zh.length, `zh of ${code}`).toBeLessThanOrEqual(30)
      expect(en, `en of ${code}`).toMatch(/^[A-Z][\x20-\x7e]+$/)
      expect(en.length, `en of ${code}`).toBeLessThanOrEqual(70)
    }
  })

  test('no two codes share a text, so a text in a report names its code', () => {
    const all = Object.values(texts)
    expect(new Set(all.map(({ zh }) => zh)).size).toBe(all.length)
    expect(new Set(all.map(({ en }) => en)).size).toBe(all.length)
  })
})

test('every binderror code finds its text among the pusher texts', () => {
  for (const { code } of PUSHER_ERROR_CODES) expect(PUSHER_CODE_TEXTS[code]).toBeDefined()
})
