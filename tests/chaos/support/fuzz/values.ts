import type { Dice } from '../dice.ts'
import type { Schema } from './document.ts'

/** Text that broke somebody's server once. */
export const ODD_WORDS = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  'NaN',
  'null',
  'true',
  '__proto__',
  'constructor',
  'toString',
  '..',
  '../../etc/passwd',
  "' or '1'='1",
  '; drop table rooms; --',
  '$(id)',
  '`id`',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\u0000',
  '\r\nX-Injected: 1',
  '\u001b[31m',
  '\u202e',
  '\ufeff',
  '\ud800',
  '\udfff\ud800',
  '👩‍👩‍👧',
  '开播',
  'a'.repeat(129),
  '长'.repeat(2_000),
] as const

/** Texts of which every pattern of the contract takes one. */
const FITTING = [
  'dev-fuzz',
  'device-of-the-fuzzer',
  'https://cdn.example.com/cover.jpg',
  '2026-11-22T12:00:00Z',
  '20',
  '1',
] as const

/** A value that the schema takes. */
export function fitting(schema: Schema, dice: Dice): unknown {
  const {
    type,
    enum: among,
    pattern,
    minimum = 0,
    maximum = 1_000,
    properties = {},
    required = [],
    items,
  } = schema
  if (among) return dice.pick(among)
  switch (type) {
    case 'string':
      return pattern === undefined
        ? dice.pick(['A room', '晚八点', 'x'])
        : (dice.shuffled(FITTING).find((text) => new RegExp(pattern, 'u').test(text)) ?? '')
    case 'integer':
      return dice.pick([minimum, maximum, minimum + dice.below(maximum - minimum + 1)])
    case 'boolean':
      return dice.chance(0.5)
    case 'array':
      return items ? [fitting(items, dice)] : []
    case 'object': {
      const names = Object.keys(properties).filter((name) => required.includes(name) || dice.chance(0.5))
      return Object.fromEntries(names.map((name) => [name, fitting(properties[name] ?? {}, dice)]))
    }
    default:
      return {}
  }
}

/** Any value, mostly one that nobody expects there. */
export function anyValue(dice: Dice): unknown {
  return dice.pick([
    () => dice.pick(ODD_WORDS),
    () => dice.pick([null, true, false, 0, -0, -1, 0.5, 1e21, Number.MAX_SAFE_INTEGER + 1, -(2 ** 31) - 1]),
    () => [],
    () => ({}),
    () => ({ length: 3, toString: 1, toJSON: 'x' }),
    () => [dice.pick(ODD_WORDS), [[[{ a: [null] }]]]],
    () => nested(1 + dice.below(200)),
    () => dice.pick(ODD_WORDS).repeat(1 + dice.below(20)),
  ])()
}

const nested = (depth: number): unknown => (depth === 0 ? 'deep' : { a: [nested(depth - 1)] })
