import type { Dice } from '../dice.ts'
import { anyBody, anyEvent } from './bodies.ts'
import type { Call, Schema } from './document.ts'
import { fitting, ODD_WORDS } from './values.ts'

/** What the fuzzer knows of the API's inside, to get past its doors. */
export type Inside = {
  token: string
  roomIds: readonly string[]
  callbackPath: string
  /** A callback that would be believed. */
  signedEvent(): Record<string, unknown>
}

export type FuzzedRequest = {
  method: string
  target: string
  bytes: Buffer
  /** It breaks the rules of HTTP itself, so that it may be refused before any of our code sees it. */
  isBroken: boolean
}

type Head = { method: string; target: string; headers: [name: string, value: string][]; isBroken: boolean }

/** Node takes 16 KiB of request line and headers. */
const MOST_HEAD_BYTES = 16_000

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'M-SEARCH',
] as const

/** One request made from the document: as declared, or wrong in any place. */
export function fuzzRequest(calls: readonly Call[], inside: Inside, dice: Dice): FuzzedRequest {
  const call = dice.pick(calls)
  const method = dice.chance(0.85) ? call.method : dice.pick(METHODS)
  const target = targetOf(call, inside, dice)
  const head = spoil({ method, target, headers: headersOf(call, inside, dice), isBroken: false }, dice)
  const body = bodyOf(call, inside, dice)
  const bytes = toBytes(head, body)
  const isTooLong = bytes.length - (body?.length ?? 0) > MOST_HEAD_BYTES
  return { method: head.method, target: head.target, bytes, isBroken: head.isBroken || isTooLong }
}

function targetOf(call: Call, { roomIds, callbackPath }: Inside, dice: Dice): string {
  const path = call.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (dice.chance(0.8)) return name === 'secret' ? callbackPath : dice.pick(roomIds)
    return dice.pick([encoded(dice.pick(ODD_WORDS)), '%ff', '%', '%00', '%2e%2e%2f', 'a'.repeat(3_000)])
  })
  const whole = dice.chance(0.95) ? path : path + dice.pick(['/', '//', '/x', '%20', ';x', '\\'])
  const parameters = call.parameters.filter((parameter) => parameter.in === 'query')
  if (parameters.length === 0 && dice.chance(0.9)) return whole
  const pairs = dice.shuffled(parameters).map(({ name, schema }) => `${name}=${queryValue(schema, dice)}`)
  const odd = ['%ff=%', '__proto__=1', 'limit=1&limit=2', 'limit[]=1', `x=${'y'.repeat(2_000)}`, '?&&==']
  return `${whole}?${[...pairs.slice(dice.below(2)), ...(dice.chance(0.3) ? [dice.pick(odd)] : [])].join('&')}`
}

const queryValue = (schema: Schema, dice: Dice): string =>
  encoded(String(dice.chance(0.6) ? fitting(schema, dice) : dice.pick(ODD_WORDS)))

/** Lone surrogates have no UTF-8. */
const encoded = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))

function headersOf(call: Call, { token }: Inside, dice: Dice): Head['headers'] {
  const authorization = dice.chance(0.85)
    ? `Bearer ${token}`
    : dice.pick([
        `bearer ${token}`,
        `Bearer ${token}x`,
        'Bearer ',
        'Basic YTpi',
        token,
        `Bearer ${'é'.repeat(40)}`,
      ])
  const type = dice.chance(0.85)
    ? 'application/json'
    : dice.pick([
        'application/json; charset=utf-7',
        'application/json;charset=',
        'text/plain',
        'x',
        ';',
        'multipart/form-data',
      ])
  const headers: Head['headers'] = [
    ['Authorization', authorization],
    ['Content-Type', type],
  ]
  for (const { name } of call.parameters.filter((parameter) => parameter.in === 'header')) {
    if (dice.chance(0.5))
      headers.push([name, dice.pick(['key-1', 'a'.repeat(128), 'a'.repeat(129), '', 'ключ', 'a b'])])
  }
  if (dice.chance(0.05)) headers.push(['Content-Encoding', dice.pick(['gzip', 'br', 'identity', 'x'])])
  if (dice.chance(0.05)) headers.push(['__proto__', 'x'], ['constructor', 'y'], ['hasOwnProperty', 'z'])
  if (dice.chance(0.03))
    headers.push(['X-Forwarded-For', '127.0.0.1, ::1'], ['X-HTTP-Method-Override', 'DELETE'])
  if (dice.chance(0.03)) headers.push(['Expect', '100-continue'])
  if (dice.chance(0.03))
    for (let index = 0; index < 90; index++) headers.push([`X-Many-${index}`, 'x'.repeat(80)])
  return headers
}

/** Now and then, what no client would send. */
function spoil(head: Head, dice: Dice): Head {
  if (!dice.chance(0.05)) return head
  const { headers, target, method } = head
  const broken: readonly Partial<Head>[] = [
    { headers: [...headers, ['X-Bad', 'a\u0001b']] },
    { headers: [...headers, ['X Bad Name', 'x']] },
    { headers: [...headers, ['X-Huge', 'x'.repeat(20_000)]] },
    { headers: [...headers, ['Content-Length', '-5']] },
    { headers: [...headers, ['Transfer-Encoding', 'chunked, x']] },
    { target: `${target}${'z'.repeat(20_000)}` },
    { target: `${target} \u0001` },
    { method: method.toLowerCase() },
    { method: 'NOTAMETHOD' },
  ]
  return { ...head, ...dice.pick(broken), isBroken: true }
}

function bodyOf(call: Call, { signedEvent }: Inside, dice: Dice): Buffer | undefined {
  if (!call.requestBody) return dice.chance(0.05) ? Buffer.from('{}') : undefined
  if (dice.chance(0.05)) return undefined
  const { content } = call.requestBody
  const schema = content['application/json']?.schema
  return schema ? anyBody(schema, dice) : anyEvent(signedEvent(), dice)
}

function toBytes({ method, target, headers }: Head, body: Buffer | undefined): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body ? [`Content-Length: ${body.length}`] : []),
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body ?? Buffer.alloc(0)])
}
