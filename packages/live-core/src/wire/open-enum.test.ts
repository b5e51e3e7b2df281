import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { openEnum } from './open-enum.ts'

const colour = openEnum(['red', 'green'])

test('a known value reads as itself', () => {
  expect(colour.parse('red')).toBe('red')
})

test('a value that this version does not know reads as unknown, whatever it is', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(colour.parse(value)).toBe(value === 'red' || value === 'green' ? value : 'unknown')
    }),
  )
})

test('an unknown value leaves the rest of the answer readable', () => {
  const answer = z.object({ colour, size: z.int() })
  expect(answer.parse({ colour: 'ultraviolet', size: 1 })).toEqual({ colour: 'unknown', size: 1 })
})
