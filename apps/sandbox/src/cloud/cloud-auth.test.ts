import { request } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { type CloudCall, callCloud, cloudRequest, STREAM } from '../testing/cloud-caller.ts'
import { CLOUD, startTestSandbox } from '../testing/test-sandbox.ts'

const STATE = 'DescribeLiveStreamState'
const DAY_MS = 24 * 3600 * 1000

let sandbox: Sandbox
let aheadMs = 0

beforeAll(async () => {
  sandbox = await startTestSandbox({ clock: () => Date.now() + aheadMs })
})
afterAll(() => sandbox.stop())

const ask = (call: CloudCall = {}) => callCloud(sandbox, STATE, STREAM, call)

test('a call that is signed well is answered, with an id of its own', async () => {
  const first = await ask()
  expect(first).toEqual({ StreamState: 'inactive', RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  expect((await ask()).RequestId).not.toBe(first.RequestId)
})

test.each([
  [['content-type', 'host']],
  [['content-type', 'host', 'x-tc-action', 'x-tc-timestamp', 'x-tc-version']],
])('the headers %j may be signed', async (signedHeaders) => {
  expect((await ask({ signedHeaders })).Error).toBeUndefined()
})

test('the content type may name its character set', async () => {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  expect((await ask({ headers })).Error).toBeUndefined()
})

describe('AuthFailure.SignatureFailure is the answer to', () => {
  test.each<[string, CloudCall]>([
    ['a wrong key', { secretKey: 'another' }],
    ['another body than was signed', { sentBody: JSON.stringify({ ...STREAM, StreamName: 'other' }) }],
    ['a signature for another service', { service: 'cvm' }],
    ['a signature of another day', { date: '2019-02-25' }],
    ['headers without the host', { signedHeaders: ['content-type', 'x-tc-action'] }],
    ['headers without the content type', { signedHeaders: ['host', 'x-tc-action'] }],
    ['headers out of order', { signedHeaders: ['host', 'content-type'] }],
    ['a header that is signed twice', { signedHeaders: ['content-type', 'host', 'host'] }],
    ['a signed header that is missing', { signedHeaders: ['content-type', 'host', 'x-tc-token'] }],
  ])('%s', async (_what, call) => {
    expect((await ask(call)).Error?.Code).toBe('AuthFailure.SignatureFailure')
  })

  test('another host, timestamp, action or content type than was signed', async () => {
    const signed = cloudRequest(sandbox, STATE, STREAM, {
      signedHeaders: ['content-type', 'host', 'x-tc-action', 'x-tc-timestamp'],
    })
    const body = Buffer.from(await signed.arrayBuffer())
    const timestamp = Number(signed.headers.get('x-tc-timestamp'))
    for (const [name, value] of [
      ['host', '127.0.0.1:1'],
      ['x-tc-timestamp', `${timestamp + 1}`],
      ['x-tc-action', 'DropLiveStream'],
      ['content-type', 'application/json; charset=utf-8'],
    ] as const) {
      const changed = { ...Object.fromEntries(signed.headers), [name]: value }
      expect([name, await post(changed, body)]).toEqual([name, 'AuthFailure.SignatureFailure'])
    }
    expect(await post(Object.fromEntries(signed.headers), body)).toBeUndefined()
  })

  test('a scope that names another service than was signed', async () => {
    const signed = cloudRequest(sandbox, STATE, STREAM)
    const headers = Object.fromEntries(signed.headers)
    const authorization = headers.authorization?.replace('/live/', '/cvm/') ?? ''
    const body = Buffer.from(await signed.arrayBuffer())
    expect(await post({ ...headers, authorization }, body)).toBe('AuthFailure.SignatureFailure')
  })

  test('a signature of which any one digit is wrong', async () => {
    const signed = cloudRequest(sandbox, STATE, STREAM)
    const headers = Object.fromEntries(signed.headers)
    const body = Buffer.from(await signed.arrayBuffer())
    const [head = '', signature = ''] = (headers.authorization ?? '').split('Signature=')
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 63 }), fc.integer({ min: 1, max: 15 }), async (at, by) => {
        const digit = ((Number.parseInt(signature.charAt(at), 16) + by) % 16).toString(16)
        const forged = `${signature.slice(0, at)}${digit}${signature.slice(at + 1)}`
        const authorization = `${head}Signature=${forged}`
        expect(await post({ ...headers, authorization }, body)).toBe('AuthFailure.SignatureFailure')
      }),
      { numRuns: 50 },
    )
  })
})

test('AuthFailure.SecretIdNotFound is the answer to another id, even with the right key', async () => {
  for (const secretId of ['another', `${CLOUD.secretId}x`]) {
    expect((await ask({ secretId })).Error?.Code).toBe('AuthFailure.SecretIdNotFound')
  }
})

describe('AuthFailure.SignatureExpire is the answer', () => {
  test.each([
    [-301, true],
    [-299, false],
    [299, false],
    [301, true],
  ])('to a call whose clock is %i s off: %s', async (seconds, refused) => {
    const { Error: error } = await ask({ nowMs: Date.now() + aheadMs + seconds * 1000 })
    expect(error?.Code).toBe(refused ? 'AuthFailure.SignatureExpire' : undefined)
  })

  test('when the clock of the sandbox is off, until that is taken back', async () => {
    sandbox.faults.set({ clock: { skewMs: 301_000 } })
    expect((await ask()).Error?.Code).toBe('AuthFailure.SignatureExpire')
    sandbox.faults.clear()
    expect((await ask()).Error).toBeUndefined()
  })

  test('a day later to the same request', async () => {
    const nowMs = Date.now()
    aheadMs = DAY_MS
    expect((await ask({ nowMs })).Error?.Code).toBe('AuthFailure.SignatureExpire')
    aheadMs = 0
  })
})

describe('AuthFailure.InvalidAuthorization is the answer to', () => {
  const scope = '2019-02-25/live/tc3_request'
  const rest = `SignedHeaders=content-type;host, Signature=${'0'.repeat(64)}`
  test.each([
    ['no header', ''],
    ['another scheme', 'Bearer abc'],
    ['another algorithm', `TC3-HMAC-SHA1 Credential=id/${scope}, ${rest}`],
    ['a scope without its end', `TC3-HMAC-SHA256 Credential=id/2019-02-25/live, ${rest}`],
    ['a signature that is too short', `TC3-HMAC-SHA256 Credential=id/${scope}, ${rest.slice(0, -1)}`],
    ['a signature in capitals', `TC3-HMAC-SHA256 Credential=id/${scope}, ${rest.slice(0, -1)}A`],
    ['no signed headers', `TC3-HMAC-SHA256 Credential=id/${scope}, Signature=${'0'.repeat(64)}`],
  ])('%s', async (_what, authorization) => {
    const { Error: error } = await ask({ headers: { authorization } })
    expect(error?.Code).toBe('AuthFailure.InvalidAuthorization')
  })
})

describe('a call that lacks something it must say', () => {
  test.each(['x-tc-action', 'x-tc-version', 'x-tc-timestamp'])('%s is a MissingParameter', async (name) => {
    const { Error: error } = await ask({ headers: { [name]: '' }, signedHeaders: ['content-type', 'host'] })
    expect(error).toMatchObject({
      Code: 'MissingParameter',
      Message: expect.stringMatching(new RegExp(name, 'i')),
    })
  })

  test.each([
    ['x-tc-timestamp', 'now', 'InvalidParameterValue'],
    ['x-tc-timestamp', '-1', 'InvalidParameterValue'],
    ['x-tc-version', '2017-03-12', 'NoSuchVersion'],
    ['content-type', 'text/plain', 'UnsupportedProtocol'],
  ])('or says %s: %s is a %s, %s', async (name, value, code) => {
    expect((await ask({ headers: { [name]: value } })).Error?.Code).toBe(code)
  })

  test.each(['DescribeLiveStreamOnlineList', 'describelivestreamstate', '__proto__'])(
    'or names the action %s is an InvalidAction',
    async (action) => {
      expect((await callCloud(sandbox, action, STREAM)).Error?.Code).toBe('InvalidAction')
    },
  )
})

test('no answer tells a key, a signature or what would be right', async () => {
  const { Error: error } = await ask({ secretKey: 'another' })
  expect(error?.Message).not.toMatch(/[0-9a-f]{32}/)
  expect(error?.Message).not.toContain(CLOUD.secretKey)
})

/** Sends headers as they are, which `fetch` does not do with the host. Returns the error's code. */
async function post(headers: Record<string, string>, body: Buffer): Promise<string | undefined> {
  const text = await new Promise<string>((resolve, reject) => {
    const outgoing = request(sandbox.addresses.services, { method: 'POST', headers, agent: false })
    outgoing.on('response', async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      resolve(Buffer.concat(chunks).toString())
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
  return (JSON.parse(text) as { Response: { Error?: { Code: string } } }).Response.Error?.Code
}
