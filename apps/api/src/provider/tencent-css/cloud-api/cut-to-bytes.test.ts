import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../../../testing/any-text.ts'
import { cutToBytes } from './cut-to-bytes.ts'

test('a text that fits stays whole, a longer one ends between two characters', () => {
  expect(cutToBytes('违规', 6)).toBe('违规')
  expect(cutToBytes('违规', 5)).toBe('违')
  expect(cutToBytes('a😀', 5)).toBe('a😀')
  expect(cutToBytes('a😀', 4)).toBe('a')
  expect(cutToBytes('a', 0)).toBe('')
})

test('any text becomes its longest beginning that fits', () => {
  fc.assert(
    fc.property(anyText(), fc.nat(60), (text, maxBytes) => {
      const cut = cutToBytes(text, maxBytes)
      expect(text.startsWith(cut)).toBe(true)
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes)
      const next = text.codePointAt(cut.length)
      if (next !== undefined) {
        expect(Buffer.byteLength(cut + String.fromCodePoint(next))).toBeGreaterThan(maxBytes)
      }
    }),
  )
})
