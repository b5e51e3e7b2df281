import type { Dice } from '../dice.ts'
import type { Schema } from './document.ts'
import { anyValue, fitting, ODD_WORDS } from './values.ts'

/** Bytes that are no JSON object at all, or one that is hard to read. */
const HOSTILE: readonly (string | Buffer)[] = [
  '',
  '{',
  '[',
  'null',
  '"x"',
  '{"a":1}{"b":2}',
  '{"a":1,}',
  "{'a':1}",
  '\ufeff{}',
  '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
  '{"title":"a","title":"b","title":{"__proto__":null}}',
  '{"title":"\\ud800","deviceId":"\\udfff"}',
  '{"title":"\\u0000"}',
  '{"reconnectWindowSeconds":1e999}',
  `{"reconnectWindowSeconds":${'9'.repeat(400)}}`,
  '['.repeat(7_000),
  `${'{"a":'.repeat(2_500)}1${'}'.repeat(2_500)}`,
  `"${'x'.repeat(20_000)}"`,
  Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d]),
  Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  Buffer.alloc(16_500, 0x20),
]

/** A body for a schema: as declared, with wrong, missing or unknown fields, or something else entirely. */
export function anyBody(schema: Schema, dice: Dice): Buffer {
  const fields = fitting(schema, dice)
  const object = typeof fields === 'object' && fields !== null ? fields : {}
  return dice.pick([
    () => json(object),
    () => json(object),
    () => json(withOneWrong(object, schema, dice)),
    () => json(withOneWrong(object, schema, dice)),
    () => json({ ...object, [dice.pick(ODD_WORDS)]: anyValue(dice) }),
    () => json(Object.fromEntries(Object.entries(object).slice(1))),
    () => json(anyValue(dice)),
    () => Buffer.from(dice.pick(HOSTILE)),
    () => cutOff(json(object), dice),
  ])()
}

/** A body that is taken as bytes: a provider's event, with some of its fields replaced. */
export function anyEvent(event: Record<string, unknown>, dice: Dice): Buffer {
  const names = dice.shuffled(Object.keys(event)).slice(0, dice.below(4))
  const wrong = Object.fromEntries(names.map((name) => [name, anyValue(dice)]))
  return dice.chance(0.1) ? Buffer.from(dice.pick(HOSTILE)) : json({ ...event, ...wrong })
}

function withOneWrong(object: object, { properties = {} }: Schema, dice: Dice): object {
  const names = Object.keys(properties)
  return names.length === 0 ? object : { ...object, [dice.pick(names)]: anyValue(dice) }
}

function cutOff(bytes: Buffer, dice: Dice): Buffer {
  return bytes.subarray(0, dice.below(bytes.length + 1))
}

// JSON.stringify escapes lone surrogates; `undefined` has no JSON.
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? '')
