import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskQuery } from './mask-query.ts'

test.each([
  ['', ''],
  ['txSecret=abc&txTime=5C271099', 'txSecret=***&txTime=5C271099'],
  ['token=a=b&&bare', 'token=***&&***'],
])('%j becomes %j', (query, masked) => {
  expect(maskQuery(query)).toBe(masked)
})

test('no value survives, wherever it stands', () => {
  const value = fc.stringMatching(/^[A-Za-z0-9%+/=-]{8,40}$/)
  fc.assert(
    fc.property(value, fc.boolean(), fc.boolean(), (secret, first, named) => {
      const part = named ? `token=${secret}` : secret.replaceAll('=', '-')
      const query = first ? `${part}&txTime=1` : `txTime=1&${part}`
      expect(maskQuery(query)).not.toContain(secret.replaceAll('=', '-'))
    }),
  )
})
