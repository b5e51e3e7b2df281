import { createHash } from 'node:crypto'
import type { Dice } from '../dice.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** A body as JSON, or as text that is sent as it stands. */
type Body = Record<string, unknown>

/** What stands between a forger and a valid callback: each takes a body that would be believed and breaks its proof. */
type Forgery = (signed: { body: Body; t: number; sign: string }, dice: Dice) => unknown

const FORGERIES: readonly Forgery[] = [
  ({ body }) => without(body, 'sign'),
  ({ body }) => without(body, 't'),
  ({ body }) => without(without(body, 't'), 'sign'),
  ({ body }) => ({ ...body, sign: '' }),
  ({ body, sign }, dice) => ({ ...body, sign: sign.slice(0, dice.below(32)) }),
  ({ body, sign }) => ({
    ...body,
    sign: sign.replace(/[a-f]/g, (letter) => letter.toUpperCase()).replace(/^\d+$/, ''),
  }),
  ({ body, sign }, dice) => ({
    ...body,
    sign: dice.pick([` ${sign}`, `${sign} `, `${sign}\n`, `${sign}00`, `0x${sign}`]),
  }),
  ({ body, sign }, dice) => ({
    ...body,
    sign: dice.pick([[sign], { sign }, null, true]),
  }),
  ({ body }, dice) => ({ ...body, sign: dice.pick([0, 1, -1, 1e99, dice.below(2 ** 31)]) }),
  ({ body, sign }, dice) => ({ ...body, sign: flipped(sign, dice.below(32)) }),
  ({ body, t }, dice) => ({ ...body, sign: md5(`${'x'.repeat(1 + dice.below(40))}${t}`) }),
  ({ body, t }) => ({ ...body, sign: md5(String(t)) }),
  ({ body, t }) => ({ ...body, sign: md5(`undefined${t}`) }),
  ({ body }) => ({ ...body, sign: md5('') }),
  ({ body, t }, dice) => ({ ...body, t: t + dice.pick([-600, -1, 1, 60]) }),
  ({ body, t }, dice) => ({
    ...body,
    t: dice.pick([`${t}x`, ` ${t}`, `+${t}`, `${t}.0`, `0${t}`, `0x${t.toString(16)}`]),
  }),
  ({ body, t }, dice) => ({
    ...body,
    t: dice.pick([[t], { t }, null, true, t + 0.5, -t, Number.MAX_VALUE, String(t).slice(1)]),
  }),
  ({ body }, dice) => [[body], JSON.stringify(JSON.stringify(body)), null, 17, '{}', ''][dice.below(6)],
  ({ body }, dice) => JSON.stringify(body).slice(0, -1 - dice.below(20)),
]

/** `count` forged bodies, of every kind as many. `signed` yields a body that would be believed. */
export function forgeries(
  count: number,
  signed: () => { body: Body; t: number; sign: string },
  dice: Dice,
): unknown[] {
  return Array.from({ length: count }, (_, index) => {
    const forge = FORGERIES[index % FORGERIES.length]
    if (!forge) throw new RangeError('There is no such forgery')
    return forge(signed(), dice)
  })
}

const without = (body: Body, name: string): Body =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== name))

function flipped(sign: string, at: number): string {
  const digit = (Number.parseInt(sign.charAt(at), 16) + 1) % 16
  return sign.slice(0, at) + digit.toString(16) + sign.slice(at + 1)
}
