import { inspect } from 'node:util'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OutsideError } from '../../../outside/outside-error.ts'
import { createOutsideServices } from '../../../outside/outside-services.ts'
import { answering, closing, notHttp, redirecting, resetting } from '../../../outside/testing/behaviours.ts'
import { type ManualTiming, manualTiming } from '../../../outside/testing/manual-timing.ts'
import { type OutsideServer, openOutsideServer } from '../../../outside/testing/outside-server.ts'
import { SOME_STREAM } from '../../../testing/signed-callback.ts'
import { testKeys } from '../../../testing/test-keys.ts'
import type { StreamControl } from '../../media-provider.ts'
import { listed, listedSrs, srsAnswer } from '../testing/listed-srs.ts'
import { createSrsControl } from './create-srs-control.ts'

const OTHER_STREAM = `${'f'.repeat(32)}z`
const UNTIL = { untilMs: Date.UTC(2026, 10, 23), reason: 'ended' }
const OPERATIONS: [string, (control: StreamControl) => Promise<unknown>][] = [
  ['a query', (control) => control.queryStream(SOME_STREAM)],
  ['a drop', (control) => control.dropStream(SOME_STREAM)],
  ['a forbid', (control) => control.forbidStream(SOME_STREAM, UNTIL)],
]

let server: OutsideServer
let timing: ManualTiming
let logLines: string[]
let control: StreamControl
let streams: Record<string, unknown>[]
const kicked: string[] = []

/** Cuts at once, and lists the stream as inactive from then on, as SRS does. */
const cut = (clientId: string) => {
  kicked.push(clientId)
  streams = streams.map((stream) =>
    inspect(stream.publish).includes(`'${clientId}'`)
      ? { ...stream, publish: { active: false, cid: clientId } }
      : stream,
  )
}

beforeEach(async () => {
  streams = []
  kicked.length = 0
  server = await openOutsideServer(listedSrs(() => streams, cut))
  timing = manualTiming()
  logLines = []
  const logger = pino({ base: null, level: 'trace' }, { write: (line: string) => void logLines.push(line) })
  const base = 'rtmp://media.example.test/live'
  control = createSrsControl(
    {
      pushRtmpBaseUrl: base,
      playFlvBaseUrl: base,
      playRtmpBaseUrl: base,
      playHlsBaseUrl: base,
      apiBaseUrl: server.address,
      apiUser: 'kaibo',
      hookSources: [],
    },
    testKeys,
    { service: createOutsideServices(logger, timing).srs, timing },
  )
})
afterEach(() => server.close())

const calls = () => server.requests.map(({ method, url }) => `${method} ${url}`)
const LIST = 'GET /api/v1/streams/?start=0&count=50'

async function failureOf(promise: Promise<unknown>): Promise<OutsideError> {
  const error: unknown = await promise.then(
    (value) => value,
    (failure: unknown) => failure,
  )
  if (!(error instanceof OutsideError)) throw new Error(`Expected an OutsideError, got ${inspect(error)}`)
  return error
}

describe('a query', () => {
  test.each<[string, Record<string, unknown>[], string]>([
    ['of a stream that is pushed', [listed(OTHER_STREAM), listed(SOME_STREAM)], 'active'],
    ['of one that nobody knows', [listed(OTHER_STREAM)], 'inactive'],
    [
      'of one whose push has ended',
      [listed(SOME_STREAM, { publish: { active: false, cid: 'c' } })],
      'inactive',
    ],
    ['of one that only viewers wait for', [listed(SOME_STREAM, { publish: { active: false } })], 'inactive'],
    ['of a namesake in another app', [listed(SOME_STREAM, { app: 'vod' })], 'inactive'],
    ['without the name of who pushes', [listed(SOME_STREAM, { publish: { active: true } })], 'active'],
  ])('%s is answered from the list', async (_, all, state) => {
    streams = all
    expect(await control.queryStream(SOME_STREAM)).toBe(state)
  })

  test('shows who asks by basic authentication', async () => {
    await control.queryStream(SOME_STREAM)
    expect(calls()).toEqual([LIST])
    expect(server.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`kaibo:${testKeys.srsApiPassword}`).toString('base64')}`,
    )
  })

  test.each<[string, unknown]>([
    ['no list', { code: 0, server: 's' }],
    ['a list that is none', { code: 0, server: 's', streams: {} }],
    [
      'a state that is no yes or no',
      { code: 0, server: 's', streams: [listed(SOME_STREAM, { publish: { active: 1 } })] },
    ],
    [
      'a stream without its state',
      { code: 0, server: 's', streams: [listed(SOME_STREAM, { publish: undefined })] },
    ],
    ['no code', { server: 's', streams: [] }],
    ['a code that is none', { code: '0', server: 's', streams: [] }],
    ['another shape', []],
    ['no JSON', '<html>'],
    ['nothing', ''],
  ])('that is answered with %s says nothing: it is unknown, never guessed', async (_, body) => {
    server.behave(answering(body))
    expect((await failureOf(control.queryStream(SOME_STREAM))).kind).toBe('unknown')
  })

  test('that SRS refuses says nothing, and is not repeated', async () => {
    server.behave(srsAnswer({ code: 1061 }))
    expect(await failureOf(control.queryStream(SOME_STREAM))).toMatchObject({
      kind: 'refused',
      service: 'srs',
      code: 'SRS 1061',
    })
    expect(server.requests).toHaveLength(1)
  })

  test('of many at one moment is one reading of the list', async () => {
    streams = [listed(SOME_STREAM)]
    const names = Array.from({ length: 20 }, (_, index) => (index === 7 ? SOME_STREAM : OTHER_STREAM))
    const states = await Promise.all(names.map((name) => control.queryStream(name)))
    expect(states.filter((state) => state === 'active')).toHaveLength(1)
    expect(calls()).toEqual([LIST])
  })
})

describe('a list of several pages', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => listed(`other-${index}`))

  test.each([49, 50, 98, 99, 100, 500])(
    'is read to its end: the stream behind %i others is found',
    async (count) => {
      streams = [...many(count), listed(SOME_STREAM)]
      expect(await control.queryStream(SOME_STREAM)).toBe('active')
      expect(await control.queryStream(OTHER_STREAM)).toBe('inactive')
    },
  )

  test('that moved between two pages says nothing, since a stream may have slipped through', async () => {
    const before = many(60)
    const reading = listedSrs(() => streams, cut)
    streams = [...before.slice(0, 49), listed(SOME_STREAM), ...before.slice(49)]
    server.behave((res) => {
      reading(res)
      // One of the first page goes: what was 50th is 49th now, on neither page.
      streams = streams.slice(1)
    }, reading)
    expect(await failureOf(control.queryStream(SOME_STREAM))).toMatchObject({
      kind: 'unknown',
      code: 'ListMoved',
    })
  })

  test('of two runs of SRS says nothing', async () => {
    const page = many(50)
    server.behave(srsAnswer({ streams: page }), srsAnswer({ service: 'another', streams: page.slice(49) }))
    expect((await failureOf(control.queryStream(SOME_STREAM))).code).toBe('ListMoved')
  })

  test('without an end comes to one', async () => {
    const page = Array.from({ length: 50 }, () => listed('same'))
    server.behave(srsAnswer({ streams: page }))
    expect((await failureOf(control.queryStream(SOME_STREAM))).code).toBe('ListTooLong')
  })
})

describe('a drop', () => {
  test('cuts the connection that pushes the stream, no other, and waits until it has gone', async () => {
    streams = [listed(OTHER_STREAM), listed(SOME_STREAM)]
    await control.dropStream(SOME_STREAM)
    expect(calls()).toEqual([LIST, `DELETE /api/v1/clients/client-${SOME_STREAM}`, LIST])
    expect(await control.queryStream(OTHER_STREAM)).toBe('active')
  })

  test('of a stream that nobody pushes is done', async () => {
    await control.dropStream(SOME_STREAM)
    expect(calls()).toEqual([LIST])
  })

  test('of a connection that had just gone is done', async () => {
    const list = (active: boolean) =>
      srsAnswer({ streams: [listed(SOME_STREAM, { publish: { active, cid: 'c' } })] })
    server.behave(list(true), answering({ code: 2049 }), list(false))
    expect(await control.dropStream(SOME_STREAM)).toBeUndefined()
  })

  test('is done when another push has followed: that one is not this drop’s', async () => {
    const list = (cid: string) =>
      srsAnswer({ streams: [listed(SOME_STREAM, { publish: { active: true, cid } })] })
    server.behave(list('old'), srsAnswer(), list('new'))
    await control.dropStream(SOME_STREAM)
    expect(calls()).toEqual([LIST, 'DELETE /api/v1/clients/old', LIST])
  })

  test('that does not come true within two seconds is not said to be done', async () => {
    server.behave(
      listedSrs(
        () => [listed(SOME_STREAM)],
        () => {},
      ),
    )
    expect(await failureOf(control.dropStream(SOME_STREAM))).toMatchObject({
      kind: 'unknown',
      code: 'StillPublishing',
    })
    expect(timing.sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(2_000)
  })

  test.each([400, 1061])('that SRS refuses with %i is refused', async (code) => {
    server.behave(srsAnswer({ streams: [listed(SOME_STREAM)] }), answering({ code }))
    expect(await failureOf(control.dropStream(SOME_STREAM))).toMatchObject({
      kind: 'refused',
      code: `SRS ${code}`,
    })
  })

  test('of a push whose connection SRS does not name is refused: nothing can be cut', async () => {
    streams = [listed(SOME_STREAM, { publish: { active: true } })]
    expect((await failureOf(control.dropStream(SOME_STREAM))).code).toBe('NamelessPublisher')
  })

  test('puts whatever names a connection into the path as one word', async () => {
    streams = [listed(SOME_STREAM, { publish: { active: true, cid: '../raw?rpc=reload' } })]
    await failureOf(control.dropStream(SOME_STREAM)).catch(() => {})
    expect(calls()[1]).toBe('DELETE /api/v1/clients/..%2Fraw%3Frpc%3Dreload')
  })
})

describe('a forbid', () => {
  test('cuts the push, and once more what a hook had let in just before', async () => {
    streams = [listed(SOME_STREAM)]
    const sleeps: number[] = []
    timing.sleep = async (ms) => {
      sleeps.push(ms)
      if (ms >= 1_000) streams = [listed(SOME_STREAM, { publish: { active: true, cid: 'late' } })]
    }
    await control.forbidStream(SOME_STREAM, UNTIL)
    expect(kicked).toEqual([`client-${SOME_STREAM}`, 'late'])
    expect(await control.queryStream(SOME_STREAM)).toBe('inactive')
  })

  test('of a stream that nobody pushes is done, also for a time that has passed, and resuming asks nothing', async () => {
    await control.forbidStream(SOME_STREAM, { untilMs: 0, reason: 'x'.repeat(5_000) })
    server.requests.length = 0
    await control.resumeStream(SOME_STREAM)
    expect(calls()).toEqual([])
  })
})

describe('trouble', () => {
  test.each([
    ['a reset', resetting],
    ['a closed connection', closing],
    ['no HTTP', notHttp],
    ['HTTP 502', answering('', 502)],
    ['a wrong password', answering('', 401)],
  ])('of the kind %s is an OutsideError after two tries, for each call', async (_, behaviour) => {
    for (const [, call] of OPERATIONS) {
      server.behave(behaviour)
      server.requests.length = 0
      expect((await failureOf(call(control))).kind).toBe('unknown')
      expect(server.requests).toHaveLength(2)
      timing.advance(10_000)
      server.behave(listedSrs(() => streams, cut))
      await control.queryStream(SOME_STREAM)
    }
  })

  test('in the middle of a drop is repeated: an id names one connection, so that no other is hit', async () => {
    streams = [listed(SOME_STREAM)]
    const srs = listedSrs(() => streams, cut)
    server.behave(srs, resetting, srs)
    await control.dropStream(SOME_STREAM)
    expect(kicked).toEqual([`client-${SOME_STREAM}`])
  })

  test('never sends a call on to where SRS did not say it itself', async () => {
    const inside = await openOutsideServer(srsAnswer({ streams: [] }))
    server.behave(redirecting(inside.address, 307))
    for (const [, call] of OPERATIONS) {
      await failureOf(call(control))
      timing.advance(10_000)
    }
    expect(inside.connections()).toBe(0)
    await inside.close()
  })

  test('shows neither password nor answers in errors and log', async () => {
    const seen: string[] = []
    const troubles = [closing, answering(testKeys.srsApiPassword), answering('', 500), answering({ code: 1 })]
    for (const behaviour of troubles) {
      server.behave(behaviour)
      for (const [, call] of OPERATIONS) {
        seen.push(inspect(await failureOf(call(control)), { depth: 20, showHidden: true }))
        timing.advance(10_000)
      }
    }
    const text = [...seen, ...logLines].join('\n')
    const header = server.requests[0]?.headers.authorization ?? 'none'
    for (const secret of [testKeys.srsApiPassword, header, header.slice(6), server.address]) {
      expect(text).not.toContain(secret)
    }
  })
})
