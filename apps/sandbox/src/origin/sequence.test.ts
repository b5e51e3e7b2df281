import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSequence } from './sequence.ts'

test('is 19 digits, unique and rising, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 9e12, noNaN: true }), { minLength: 2 }), (times) => {
      let now = 0
      const next = createSequence(() => now)
      const names = times.map((time) => {
        now = time
        return next()
      })
      for (const [index, name] of names.entries()) {
        expect(name).toMatch(/^\d{19}$/)
        const previous = names[index - 1]
        if (previous !== undefined) expect(BigInt(name) > BigInt(previous)).toBe(true)
      }
    }),
  )
})

test('goes on rising after a restart', () => {
  const before = createSequence(() => 1_700_000_000_000)
  const last = Array.from({ length: 1000 }, before).at(-1) ?? ''
  const after = createSequence(() => 1_700_000_000_001)
  expect(BigInt(after()) > BigInt(last)).toBe(true)
})
