import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineOfText } from './text.ts'

const title = lineOfText(80)
const accepts = (value: unknown) => title.safeParse(value).success

describe('a line of text', () => {
  test('is trimmed, and its length counts afterwards', () => {
    expect(title.parse(' \t 晚上好 \n')).toBe('晚上好')
    expect(title.parse(`  ${'x'.repeat(80)}  `)).toHaveLength(80)
    expect(accepts('x'.repeat(81))).toBe(false)
  })

  test('counts an emoji of one code point as one character, as the OpenAPI document says', () => {
    expect(accepts('😀'.repeat(80))).toBe(true)
    expect(accepts('😀'.repeat(81))).toBe(false)
    expect(accepts(`${'😀'.repeat(79)}xy`)).toBe(false)
  })

  test.each(['', ' ', '\n\t ', '\u3000', '\u200b\u200d', 'a\u202eb', 'a\u2028b'])(
    'needs something to show, in reading order: %j is refused',
    (text) => {
      expect(accepts(text)).toBe(false)
    },
  )

  test.each([
    ['emoji', '🎉 开播啦'],
    ['an emoji made of several', '👩‍👩‍👧‍👦'],
    ['a flag', '🇨🇳'],
    ['a skin tone', '👍🏽'],
    ['rare characters outside the BMP', '𠮷野家'],
    ['accents, composed or not', 'é e\u0301'],
    ['right to left', 'שלום'],
    ['quotes and markup, as plain text', `<b>"it's"</b> & more`],
  ])('may hold %s', (_, text) => {
    expect(title.parse(text)).toBe(text)
  })

  test.each([
    ['NUL', 'a\u0000b'],
    ['a line break', 'a\nb'],
    ['a carriage return', 'a\rb'],
    ['a tab', 'a\tb'],
    ['an escape sequence', 'a\u001b[31mb'],
    ['DEL', 'a\u007fb'],
    ['a C1 control character', 'a\u0085b'],
    ['half an emoji at the end', 'a\ud83d'],
    ['half an emoji at the start', '\ude00a'],
    ['half an emoji in the middle', 'a\ud83db'],
    ['half an emoji after a whole one', '😀\ude00'],
    ['half an emoji before a whole one', '\ud83d😀'],
    ['the halves in the wrong order', '\ude00\ud83d'],
  ])('refuses %s', (_, text) => {
    expect(accepts(text)).toBe(false)
  })

  test.each([undefined, null, 7, true, {}, [], ['x']])('is text: %j is refused', (value) => {
    expect(accepts(value)).toBe(false)
  })

  test('whatever is accepted can be stored and comes back the same', () => {
    const text = fc.uint16Array({ minLength: 1, maxLength: 4 }).map((units) => String.fromCharCode(...units))
    fc.assert(
      fc.property(text, (input) => {
        const result = title.safeParse(input)
        if (!result.success) return
        // encodeURIComponent throws for lone surrogates: the plainest proof that there are none.
        expect(decodeURIComponent(encodeURIComponent(result.data))).toBe(result.data)
        expect(result.data).not.toMatch(/\p{Cc}/u)
        expect(title.parse(result.data)).toBe(result.data)
      }),
      { numRuns: 2_000 },
    )
  })

  test('is refused only for a reason: nothing to see, a control character, or one that changes the reading order', () => {
    // Unicode's own names for what the pattern spells as ranges: an oracle that shares no text with it.
    const hasReason = (text: string) =>
      /[\p{Cc}\p{Zl}\p{Zp}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u.test(text) ||
      /^[\s\u200b-\u200f\u2060]*$/u.test(text)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }), (text) => {
        expect(accepts(text)).toBe(!hasReason(text.trim()))
      }),
      { numRuns: 500, examples: [['! \u2028 !'], ['a\u2029b'], ['\u2028'], ['a\u200fb'], ['\u200f']] },
    )
  })
})
