import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textWidth } from './text-width.ts'
import { wrap } from './wrap.ts'

describe('a text is broken', () => {
  test('between words', () => {
    expect(wrap('the push key is not the one', 12)).toEqual(['the push key', 'is not the', 'one'])
  })

  test('between any two Chinese characters, each two columns wide', () => {
    expect(wrap('推流密钥与控制台不同', 8)).toEqual(['推流密钥', '与控制台', '不同'])
  })

  test('but never before closing punctuation, nor behind an opening bracket', () => {
    expect(wrap('推流密钥，不同（主）', 8)).toEqual(['推流密', '钥，不同', '（主）'])
  })

  test('and a URL stays whole to be copied, however long', () => {
    const url = 'https://console.cloud.tencent.com/live/domainmanage'
    expect(wrap(`看 ${url} 里`, 10)).toEqual(['看', url, '里'])
  })
})

test('whatever the text: no line is wider unless it is one word, and nothing is lost', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/)
  const text = fc
    .array(fc.oneof(word, fc.constantFrom('推流', '，', '。', '（', '）', '密钥')), { minLength: 1 })
    .map((parts) => parts.join(' '))
  fc.assert(
    fc.property(text, fc.integer({ min: 16, max: 60 }), (given, width) => {
      const lines = wrap(given, width)
      expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(' ', ''))
      for (const line of lines) expect(textWidth(line) <= width || !/[a-z]+ [a-z]+/.test(line)).toBe(true)
    }),
  )
})
