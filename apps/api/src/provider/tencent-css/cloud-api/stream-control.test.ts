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
import { createCloudControl } from './create-cloud-control.ts'
import { tc3Authorization } from './tc3-authorization.ts'

const NOW_MS = Date.parse('2026-11-22T12:00:00.000Z')
const STREAM = { AppName: 'live', DomainName: 'push.example.test', StreamName: SOME_STREAM }
const UNTIL = { untilMs: NOW_MS + 3_600_000, reason: 'ended' }

const OPERATIONS: [string, (control: StreamControl) => Promise<unknown>][] = [
  ['DescribeLiveStreamState', (control) => control.queryStream(SOME_STREAM)],
  ['DropLiveStream', (control) => control.dropStream(SOME_STREAM)],
  ['ForbidLiveStream', (control) => control.forbidStream(SOME_STREAM, UNTIL)],
  ['ResumeLiveStream', (control) => control.resumeStream(SOME_STREAM)],
]

/** As Tencent words it: status 200 whatever the answer is. */
const cloud = (fields: Record<string, unknown> = {}) =>
  answering({ Response: { ...fields, RequestId: '8e50cdb5-56dc-408b-89b0-31818958d424' } })
const cloudError = (Code: string) =>
  cloud({ Error: { Code, Message: `${testKeys.cloudSecretKey} is no good for ${SOME_STREAM}` } })

let server: OutsideServer
let timing: ManualTiming
let logLines: string[]
let control: StreamControl
beforeEach(async () => {
  server = await openOutsideServer(cloud())
  timing = manualTiming()
  logLines = []
  const logger = pino({ base: null, level: 'trace' }, { write: (line: string) => void logLines.push(line) })
  const base = 'rtmp://Push.Example.TEST/live'
  control = createCloudControl(
    {
      tencentCss: {
        pushRtmpBaseUrl: base,
        playFlvBaseUrl: base,
        playRtmpBaseUrl: base,
        playHlsBaseUrl: base,
      },
      tencentCloud: { baseUrl: server.address },
    },
    testKeys,
    { service: createOutsideServices(logger, timing).tencentCloud, clock: () => NOW_MS, logger },
  )
})
afterEach(() => server.close())

const bodies = () => server.requests.map(({ body }) => JSON.parse(body))

async function failureOf(promise: Promise<unknown>): Promise<OutsideError> {
  const error: unknown = await promise.then(
    (value) => value,
    (failure: unknown) => failure,
  )
  if (!(error instanceof OutsideError)) throw new Error(`Expected an OutsideError, got ${inspect(error)}`)
  return error
}

describe('every call', () => {
  test.each(OPERATIONS)('%s is a signed POST of exactly what is sent', async (action, call) => {
    server.behave(cloud({ StreamState: 'active' }))
    await call(control)
    const [request] = server.requests
    expect(request).toMatchObject({ method: 'POST', url: '/' })
    const { authorization, host, ...headers } = request?.headers ?? {}
    expect(host).toBe(new URL(server.address).host)
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-tc-action': action,
      'x-tc-version': '2018-08-01',
      'x-tc-timestamp': String(NOW_MS / 1000),
    })
    expect(authorization).toBe(
      tc3Authorization(
        { secretId: testKeys.cloudSecretId, secretKey: testKeys.cloudSecretKey },
        {
          service: 'live',
          timestampSeconds: NOW_MS / 1000,
          headers: { 'content-type': 'application/json', host: String(host), 'x-tc-action': action },
          payload: request?.body ?? '',
        },
      ),
    )
  })

  test('names the stream with the push domain in lower case and the AppName, and nothing that is not needed', async () => {
    server.behave(cloud({ StreamState: 'active' }))
    for (const [, call] of OPERATIONS) await call(control)
    expect(bodies()).toEqual([
      STREAM,
      STREAM,
      { ...STREAM, ResumeTime: '2026-11-22T13:00:00Z', Reason: 'ended' },
      STREAM,
    ])
  })

  test('cuts a reason that is too long for Tencent', async () => {
    await control.forbidStream(SOME_STREAM, { ...UNTIL, reason: '违'.repeat(1_000) })
    expect(bodies()[0].Reason).toBe('违'.repeat(682))
  })
})

describe('a query', () => {
  test.each([
    ['active', 'active'],
    ['inactive', 'inactive'],
    ['forbid', 'forbidden'],
  ])('that is answered %s says %s', async (StreamState, state) => {
    server.behave(cloud({ StreamState }))
    expect(await control.queryStream(SOME_STREAM)).toBe(state)
  })

  test.each(['', 'Active', 'forbidden', 'paused', '__proto__', 'constructor', undefined])(
    'that is answered %s says nothing: it is refused, never guessed',
    async (StreamState) => {
      server.behave(cloud({ StreamState }))
      expect(await failureOf(control.queryStream(SOME_STREAM))).toMatchObject({
        kind: 'refused',
        code: 'UnknownStreamState',
      })
      expect(server.requests).toHaveLength(1)
    },
  )

  test('whose stream does not exist is not taken for an inactive one', async () => {
    server.behave(cloudError('ResourceNotFound.StreamNotAlive'))
    expect((await failureOf(control.queryStream(SOME_STREAM))).kind).toBe('refused')
  })
})

describe('a drop', () => {
  test.each(['ResourceNotFound.StreamNotAlive', 'FailedOperation.StreamNotExist'])(
    'of a stream that nobody pushes is done (%s)',
    async (code) => {
      server.behave(cloudError(code))
      expect(await control.dropStream(SOME_STREAM)).toBeUndefined()
    },
  )

  test.each([
    'ResourceNotFound.UserNotExist',
    'ResourceNotFound.DomainNotExist',
    'ResourceNotFound.StopService',
  ])('for which there is no account or domain is not done (%s)', async (code) => {
    server.behave(cloudError(code))
    expect(await failureOf(control.dropStream(SOME_STREAM))).toMatchObject({ kind: 'refused', code })
  })
})

describe('a second try', () => {
  test.each(OPERATIONS)('of %s comes after "too many calls"', async (_, call) => {
    server.behave(cloudError('RequestLimitExceeded'), cloud({ StreamState: 'active' }))
    await call(control)
    expect(server.requests).toHaveLength(2)
  })

  test.each(OPERATIONS)('of %s is signed for its own time', async (_, call) => {
    server.behave(cloudError('RequestLimitExceeded'), cloud({ StreamState: 'active' }))
    await call(control)
    const [first, second] = server.requests
    expect(second?.body).toBe(first?.body)
    expect(second?.headers.authorization).toBe(first?.headers.authorization)
  })

  test.each([
    ['an internal error', cloudError('InternalError')],
    ['a reset', resetting],
    ['no HTTP', notHttp],
    ['HTML', answering('<html>Bad gateway</html>')],
    ['half a JSON', answering('{"Response":')],
    ['another shape', answering({ StreamState: 'active' })],
    ['a code that is none', cloudError('<script>')],
    ['HTTP 502', answering('', 502)],
  ])('after %s comes for all but a drop, which could hit the next push', async (_, trouble) => {
    for (const [action, call] of OPERATIONS) {
      server.requests.length = 0
      server.behave(trouble, cloud({ StreamState: 'active' }))
      if (action === 'DropLiveStream') expect((await failureOf(call(control))).kind).toBe('unknown')
      else await call(control)
      expect(server.requests).toHaveLength(action === 'DropLiveStream' ? 1 : 2)
    }
  })

  test.each([
    'AuthFailure.SignatureFailure',
    'InvalidParameterValue',
    'ResourceNotFound.UserNotExist',
    'UnauthorizedOperation',
  ])('never follows a refusal: %s', async (code) => {
    server.behave(cloudError(code))
    for (const [, call] of OPERATIONS) {
      expect(await failureOf(call(control))).toMatchObject({
        kind: 'refused',
        service: 'tencent-cloud',
        code,
      })
    }
    expect(server.requests).toHaveLength(OPERATIONS.length)
  })
})

test('a key that Tencent refuses is one loud line in the log, however often it is refused', async () => {
  server.behave(cloudError('AuthFailure.SecretIdNotFound'))
  for (let index = 0; index < 10; index += 1) await failureOf(control.queryStream(SOME_STREAM))
  expect(logLines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: 50, code: 'AuthFailure.SecretIdNotFound' }),
  ])
})

test('a call is never sent on to where Tencent did not say it itself', async () => {
  const inside = await openOutsideServer(cloud({ StreamState: 'active' }))
  server.behave(redirecting(inside.address, 307))
  for (const [, call] of OPERATIONS) {
    expect((await failureOf(call(control))).kind).toBe('unknown')
    timing.advance(10_000)
  }
  expect(inside.connections()).toBe(0)
  await inside.close()
})

test('neither errors nor log hold a key, a signature, or what Tencent says about the call', async () => {
  const seen: string[] = []
  const troubles = [
    closing,
    notHttp,
    answering(testKeys.cloudSecretKey),
    answering(testKeys.cloudSecretKey, 500),
  ]
  const codes = ['AuthFailure.SignatureFailure', 'InternalError', 'RequestLimitExceeded', 'InvalidParameter']
  for (const behaviour of [...troubles, ...codes.map(cloudError)]) {
    server.behave(behaviour)
    for (const [, call] of OPERATIONS) {
      const error = await failureOf(call(control))
      seen.push(inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), String(error.stack))
      timing.advance(10_000)
    }
  }
  const text = [...seen, ...logLines].join('\n')
  const signatures = server.requests.map(
    ({ headers }) => /Signature=(\w+)/.exec(headers.authorization ?? '')?.[1],
  )
  expect(signatures.length).toBeGreaterThan(30)
  for (const secret of [testKeys.cloudSecretId, testKeys.cloudSecretKey, 'is no good', ...signatures]) {
    expect(text).not.toContain(secret)
  }
})
