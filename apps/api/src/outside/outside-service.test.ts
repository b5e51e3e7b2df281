import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CircuitBreaker } from './circuit-breaker.ts'
import { OutsideError } from './outside-error.ts'
import { type OutsideCall, OutsideService, type Repeat } from './outside-service.ts'
import {
  answering,
  bombing,
  breakingOff,
  closing,
  dripping,
  flooding,
  hanging,
  notHttp,
  redirecting,
  resetting,
} from './testing/behaviours.ts'
import { type ManualTiming, manualTiming } from './testing/manual-timing.ts'
import { type Behaviour, type OutsideServer, openOutsideServer } from './testing/outside-server.ts'

const SECRET = 'canary-secret-0123456789'
const TRY_TIMEOUT_MS = 150
const OPEN_MS = 5_000
const REPEATS: Repeat[] = ['never', 'if-not-sent', 'if-unknown']

let server: OutsideServer
let timing: ManualTiming
beforeEach(async () => {
  server = await openOutsideServer(answering('fine'))
  timing = manualTiming()
})
afterEach(() => server.close())

const newService = (options: { failures?: number; fetch?: typeof fetch } = {}) => {
  const { failures = 5, ...rest } = options
  const breaker = new CircuitBreaker({ failures, openMs: OPEN_MS, nowMs: timing.nowMs, onChange: () => {} })
  return new OutsideService({ name: 'test', breaker, timing, tryTimeoutMs: TRY_TIMEOUT_MS, ...rest })
}

/** A call whose every part holds the secret. */
const callTo = (
  address: string,
  repeat: Repeat,
  read = (text: string): string => text,
): OutsideCall<string> => ({
  repeat,
  request: () => ({
    url: `${address}/?secret=${SECRET}`,
    method: 'POST',
    headers: { authorization: SECRET },
    body: SECRET,
  }),
  read,
})

async function failureOf(promise: Promise<unknown>): Promise<OutsideError> {
  const error: unknown = await promise.then(
    (value) => value,
    (failure: unknown) => failure,
  )
  if (!(error instanceof OutsideError)) throw new Error(`Expected an OutsideError, got ${inspect(error)}`)
  return error
}

/** An address at which nobody listens. */
async function deadAddress(): Promise<string> {
  const { address, close } = await openOutsideServer()
  await close()
  return address
}

const brokenOff = expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/)

const TROUBLES: [string, Behaviour, unknown][] = [
  ['hangs', hanging, 'TimeoutError'],
  ['drips', dripping, 'TimeoutError'],
  ['resets the connection', resetting, brokenOff],
  ['closes the connection', closing, brokenOff],
  ['breaks off in mid-answer', breakingOff, brokenOff],
  ['is no HTTP server', notHttp, expect.stringMatching(/^HPE_/)],
  ['answers 500', answering('fine', 500), 'HTTP 500'],
  ['answers 404', answering('fine', 404), 'HTTP 404'],
  ['answers 429', answering('fine', 429), 'HTTP 429'],
  ['answers without an end', flooding, 'AnswerTooLongError'],
  ['answers with a bomb', bombing, 'AnswerTooLongError'],
]

describe('a service that does not answer as it should', () => {
  test.each(TROUBLES)(
    'and %s leaves it unknown whether the call was carried out',
    async (_, trouble, code) => {
      server.behave(trouble)
      const error = await failureOf(newService().call(callTo(server.address, 'if-not-sent')))
      expect(error).toMatchObject({ kind: 'unknown', service: 'test', code })
      expect(server.requests).toHaveLength(1)
    },
  )

  test.each(TROUBLES)('and %s once is asked again, but only when that does no harm', async (_, trouble) => {
    server.behave(trouble, answering('fine'))
    expect(await newService().call(callTo(server.address, 'if-unknown'))).toBe('fine')
    expect(server.requests).toHaveLength(2)
  })

  test('is asked twice at the most', async () => {
    server.behave(resetting)
    await failureOf(newService().call(callTo(server.address, 'if-unknown')))
    expect(server.requests).toHaveLength(2)
  })

  test('and whose answer cannot be read leaves it unknown', async () => {
    const call = callTo(server.address, 'never', (text) => JSON.parse(text))
    expect(await failureOf(newService().call(call))).toMatchObject({
      kind: 'unknown',
      code: 'UnreadableAnswer',
    })
  })

  test('and is not there at all was surely not told', async () => {
    const address = await deadAddress()
    for (const repeat of REPEATS) {
      const error = await failureOf(newService().call(callTo(address, repeat)))
      expect(error).toMatchObject({ kind: 'not-sent', code: 'ECONNREFUSED' })
    }
    expect(timing.sleeps).toHaveLength(2)
  })
})

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('of status %i is never followed', async (status) => {
    const inside = await openOutsideServer(answering('fine'))
    try {
      for (const location of [inside.address, `${inside.address.replace('http:', '')}/`, '/again']) {
        server.behave(redirecting(location, status))
        const error = await failureOf(newService().call(callTo(server.address, 'never')))
        expect(error).toMatchObject({ kind: 'unknown', code: `HTTP ${status}` })
      }
      expect(inside.connections()).toBe(0)
      expect(server.requests).toHaveLength(3)
    } finally {
      await inside.close()
    }
  })
})

describe('what the service answers', () => {
  const refusing = (kind: OutsideError['kind']) => () => {
    throw new OutsideError(kind, 'test', 'TheirCode')
  }

  test('and is read as a refusal is its last word: it is not asked again', async () => {
    const error = await failureOf(
      newService().call(callTo(server.address, 'if-unknown', refusing('refused'))),
    )
    expect(error).toMatchObject({ kind: 'refused', code: 'TheirCode' })
    expect(server.requests).toHaveLength(1)
  })

  test('and is read as not carried out is asked again, except where that is never done', async () => {
    for (const repeat of REPEATS) {
      await failureOf(newService().call(callTo(server.address, repeat, refusing('not-sent'))))
    }
    expect(server.requests).toHaveLength(1 + 2 + 2)
  })

  test('keeps the circuit closed, whatever it is: the service is there', async () => {
    const service = newService({ failures: 1 })
    for (const kind of ['refused', 'not-sent'] as const) {
      await failureOf(service.call(callTo(server.address, 'never', refusing(kind))))
      expect(service.circuit).toBe('closed')
    }
    await failureOf(service.call(callTo(server.address, 'never', refusing('unknown'))))
    expect(service.circuit).toBe('open')
  })
})

describe('the circuit', () => {
  test('opens after failures in a row, answers at once without a call, and recovers within ten seconds', async () => {
    const service = newService()
    server.behave(resetting)
    for (let index = 0; index < 5; index += 1) await failureOf(service.call(callTo(server.address, 'never')))
    expect(service.circuit).toBe('open')

    const error = await failureOf(service.call(callTo(server.address, 'if-unknown')))
    expect(error).toMatchObject({ kind: 'not-sent', code: 'CircuitOpen' })
    expect(server.requests).toHaveLength(5)
    expect(timing.sleeps).toEqual([])

    server.behave(answering('fine'))
    timing.advance(OPEN_MS)
    expect(await service.call(callTo(server.address, 'never'))).toBe('fine')
    expect(service.circuit).toBe('closed')
  })

  test('that opens between two tries does not turn an unknown outcome into a known one', async () => {
    const service = newService({ failures: 1 })
    server.behave(resetting)
    const error = await failureOf(service.call(callTo(server.address, 'if-unknown')))
    expect(error).toMatchObject({ kind: 'unknown', code: brokenOff })
    expect(server.requests).toHaveLength(1)
  })

  test('also opens when nobody is there', async () => {
    const service = newService({ failures: 2 })
    const address = await deadAddress()
    await failureOf(service.call(callTo(address, 'if-not-sent')))
    expect(service.circuit).toBe('open')
  })
})

describe('time', () => {
  const tooLate = Object.assign(new Error(), { name: 'TimeoutError' })

  /** The limits that tries were given, when each takes `takesMs`, or its limit, and fails. */
  async function limitsOf(takesMs: number, random: number, isPunctual = true) {
    timing = manualTiming(() => random)
    const startMs = timing.nowMs()
    const limits: number[] = []
    const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      limits.push(ms)
      return new AbortController().signal
    })
    const fetch = async (): Promise<never> => {
      timing.advance(isPunctual ? Math.min(takesMs, limits.at(-1) ?? 0) : takesMs)
      throw tooLate
    }
    const breaker = new CircuitBreaker({ failures: 9, openMs: 1, nowMs: timing.nowMs, onChange: () => {} })
    const service = new OutsideService({ name: 'test', breaker, timing, fetch })
    await failureOf(service.call(callTo('http://127.0.0.1:9', 'if-unknown')))
    spy.mockRestore()
    return { limits, totalMs: timing.nowMs() - startMs }
  }

  test('a try has three seconds, a call five', async () => {
    expect(await limitsOf(60_000, 0)).toEqual({ limits: [3_000, 1_900], totalMs: 5_000 })
  })

  test('no second try begins when the time is over, as after a sleep of the machine', async () => {
    expect((await limitsOf(4_900, 0, false)).limits).toHaveLength(1)
  })

  test('whatever happens a call never takes longer, and waits from 100 to 400 ms between its tries', async () => {
    const random = fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6_000 }), random, async (takesMs, share) => {
        const { limits, totalMs } = await limitsOf(takesMs, share)
        expect(totalMs).toBeLessThanOrEqual(5_000)
        expect(Math.max(...limits)).toBeLessThanOrEqual(3_000)
        expect(timing.sleeps).toHaveLength(1)
        for (const ms of timing.sleeps) {
          expect(ms).toBeGreaterThanOrEqual(100)
          expect(ms).toBeLessThan(400)
        }
      }),
    )
  })

  test('many callers of a service that was down do not come back together', async () => {
    const waits = new Set<number>()
    for (let index = 0; index < 100; index += 1) {
      await limitsOf(0, index / 100)
      waits.add(timing.sleeps[0] ?? 0)
    }
    expect(waits.size).toBe(100)
  })
})

test('no error holds anything of the request or the answer: not in message, stack, cause or any other member', async () => {
  const echo: Behaviour = (res) => res.writeHead(200).end(SECRET)
  const calls: [Behaviour, (text: string) => string][] = [
    ...TROUBLES.map(
      ([, trouble]) => [trouble, (text: string) => text] as [Behaviour, (text: string) => string],
    ),
    [
      echo,
      (text) => {
        throw new Error(text)
      },
    ],
    [redirecting(`http://127.0.0.1:9/${SECRET}`), (text) => text],
    [answering(SECRET, 500), (text) => text],
  ]
  for (const [behaviour, read] of calls) {
    server.behave(behaviour)
    const error = await failureOf(newService().call(callTo(server.address, 'never', read)))
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(SECRET)
    expect(JSON.stringify(error)).not.toContain(SECRET)
  }
  const quoting: typeof fetch = async (url) =>
    Promise.reject(new TypeError(String(url), { cause: { code: SECRET } }))
  const error = await failureOf(newService({ fetch: quoting }).call(callTo(server.address, 'never')))
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(SECRET)
})

describe('a picture', () => {
  const asPicture = (maxAnswerBytes?: number): OutsideCall<{ mediaType: string; hex: string }> => ({
    repeat: 'never',
    request: () => ({
      url: server.address,
      method: 'GET',
      ...(maxAnswerBytes === undefined ? {} : { maxAnswerBytes }),
    }),
    read: (_text, { mediaType, bytes }) => ({ mediaType, hex: bytes.toString('hex') }),
  })

  test('comes byte for byte, with what it is said to be', async () => {
    server.behave(answering(Buffer.from([0x89, 0xff, 0x00, 0xc3]), 200, { 'content-type': 'image/png' }))
    expect(await newService().call(asPicture())).toEqual({ mediaType: 'image/png', hex: '89ff00c3' })
  })

  test('may be longer than other answers, as far as its call says', async () => {
    server.behave(answering(Buffer.alloc(100_000)))
    expect((await newService().call(asPicture(100_000))).hex).toHaveLength(200_000)
    for (const tooLittle of [undefined, 99_999]) {
      expect(await failureOf(newService().call(asPicture(tooLittle)))).toMatchObject({
        kind: 'unknown',
        code: 'AnswerTooLongError',
      })
    }
  })
})
