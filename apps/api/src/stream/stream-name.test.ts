import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../testing/seeded-random.ts'
import { isStreamName, newStreamName } from './stream-name.ts'

test('50,000 names are 32 hex digits and a z, and no two are the same', () => {
  const names = Array.from({ length: 50_000 }, () => newStreamName(randomBytes))
  expect(names.filter((name) => !/^[0-9a-f]{32}z$/.test(name))).toEqual([])
  expect(new Set(names).size).toBe(names.length)
})

test('a name spends 128 bits of the injected randomness and repeats with it', () => {
  expect(newStreamName(seededRandom('a'))).toBe(newStreamName(seededRandom('a')))
  expect(newStreamName(() => Buffer.alloc(16, 0xff))).toBe(`${'f'.repeat(32)}z`)
  const asked: number[] = []
  newStreamName((size) => {
    asked.push(size)
    return randomBytes(size)
  })
  expect(asked).toEqual([16])
})

const valid = newStreamName(seededRandom('valid'))

test.each([
  ['upper case', valid.toUpperCase()],
  ['one digit less', valid.slice(1)],
  ['one digit more', `0${valid}`],
  ['a hex digit at the end', `${valid.slice(0, -1)}f`],
  ['a transcoding suffix', `${valid}_900`],
  ['a file suffix', `${valid}.flv`],
  ['a line break behind it', `${valid}\n`],
  ['a line break before it', `\n${valid}`],
  ['a path', `../${valid}`],
  ['full-width digits', valid.replace(/\d/, '１')],
  ['nothing', ''],
  ['a list that reads the same', [valid]],
  ['a number', 12],
  ['null', null],
  ['undefined', undefined],
])('refuses %s', (_, value) => {
  expect(isStreamName(value)).toBe(false)
})

test('accepts nothing but the shape, whatever is asked', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(isStreamName(value)).toBe(typeof value === 'string' && /^[0-9a-f]{32}z$/.test(value))
    }),
  )
})
