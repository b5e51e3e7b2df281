import http from 'node:http'
import { gzipSync } from 'node:zlib'
import type { ErrorCode } from '@kaibo/live-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectError } from '../testing/expect-error.ts'
import type { Sent } from '../testing/loopback.ts'
import { jsonHeaders, openStubApp, type StubApp, stubRoom, withSession } from '../testing/stub-app.ts'

let app: StubApp
beforeAll(async () => {
  app = await openStubApp()
})
afterAll(() => app.close())

const ROOM = `/v1/rooms/${stubRoom.id}`
const post = (body: Sent['body'], headers: Record<string, string> = {}): Sent => ({
  method: 'POST',
  headers: { ...jsonHeaders, ...headers },
  ...(body === undefined ? {} : { body }),
})
const get: Sent = { headers: withSession }

describe('a request that cannot be processed is told why', () => {
  test.each<[string, ErrorCode, string, Sent]>([
    ['broken JSON', 'invalid_request', '/v1/rooms', post('{"title":')],
    ['a list for a body', 'invalid_request', '/v1/rooms', post('[]')],
    ['a text for a body', 'invalid_request', '/v1/rooms', post('"title"')],
    ['null for a body', 'invalid_request', '/v1/rooms', post('null')],
    ['no body where one is needed', 'invalid_request', '/v1/rooms', post(undefined)],
    ['16,000 levels of nesting', 'invalid_request', '/v1/rooms', post('['.repeat(8_000) + ']'.repeat(8_000))],
    ['an oversized body', 'payload_too_large', '/v1/rooms', post(`{"title":"${'x'.repeat(17_000)}"}`)],
    [
      'an oversized body in chunks',
      'payload_too_large',
      '/v1/rooms',
      post(Array(20).fill(Buffer.alloc(1_024, ' '))),
    ],
    ['an oversized callback', 'payload_too_large', '/v1/callbacks/tencent-css/x', post('x'.repeat(8_193))],
    [
      'an oversized callback in chunks',
      'payload_too_large',
      '/v1/callbacks/tencent-css/x',
      post(Array(9).fill(Buffer.alloc(1_024))),
    ],
    [
      'a form',
      'unsupported_media_type',
      '/v1/rooms',
      post('title=x', { 'content-type': 'application/x-www-form-urlencoded' }),
    ],
    [
      'a text that is JSON',
      'unsupported_media_type',
      '/v1/rooms',
      post('{"title":"x"}', { 'content-type': 'text/plain' }),
    ],
    [
      'a body without a type',
      'unsupported_media_type',
      '/v1/sessions',
      { method: 'POST', body: '{"code":"x"}' },
    ],
    [
      'gzip',
      'unsupported_media_type',
      '/v1/rooms',
      post(gzipSync('{"title":"x"}'), { 'content-encoding': 'gzip' }),
    ],
    [
      'gzip from the provider',
      'unsupported_media_type',
      '/v1/callbacks/tencent-css/x',
      post(gzipSync('{}'), { 'content-encoding': 'gzip' }),
    ],
    [
      'another charset',
      'unsupported_media_type',
      '/v1/rooms',
      post('{"title":"x"}', { 'content-type': 'application/json; charset=gbk' }),
    ],
    ['an unknown path', 'not_found', '/v1/nothing', get],
    ['the root', 'not_found', '/', get],
    ['a slash too many', 'not_found', '/v1/rooms/', get],
    ['another case', 'not_found', '/v1/Rooms', get],
    ['an id of another shape', 'not_found', '/v1/rooms/room_1', get],
    ['an encoded path in an id', 'not_found', '/v1/rooms/..%2f..%2fetc', get],
    ['a bad percent-escape', 'invalid_request', '/v1/rooms/%ff', get],
    ['half a percent-escape', 'invalid_request', '/v1/rooms/%', get],
    ['a parameter given twice', 'invalid_request', '/v1/rooms?limit=1&limit=2', get],
    ['an unknown parameter', 'invalid_request', '/v1/rooms?page=2', get],
    ['a parameter for a call that takes none', 'invalid_request', `${ROOM}?a=1`, get],
    ['a parameter called __proto__', 'invalid_request', '/v1/rooms?__proto__=1', get],
    ['a parameter called constructor', 'invalid_request', '/v1/rooms?constructor=1', get],
    ['an unknown status', 'invalid_request', '/v1/rooms?status=live&status=unknown', get],
    ['a limit of zero', 'invalid_request', '/v1/rooms?limit=0', get],
    ['a limit in hex', 'invalid_request', '/v1/rooms?limit=0x10', get],
    ['a body on GET', 'invalid_request', '/v1/rooms', { headers: jsonHeaders, body: '{}' }],
    ['a chunked body on GET', 'invalid_request', ROOM, { headers: jsonHeaders, body: [Buffer.from('{}')] }],
    [
      'a bad idempotency key',
      'invalid_request',
      '/v1/rooms',
      post('{"title":"x"}', { 'idempotency-key': 'a b' }),
    ],
    ['no session', 'unauthenticated', '/v1/rooms', {}],
    ['another session', 'unauthenticated', '/v1/rooms', { headers: { authorization: 'Bearer x' } }],
  ])('%s: %s', async (_, code, path, sent) => {
    expectError(await app.send(path, sent), code)
  })

  test.each([
    ['a wrong type', '{"title":7}', 'body.title'],
    ['a missing field', '{}', 'body.title'],
    ['an empty title', '{"title":"  "}', 'body.title'],
    ['half an emoji', '{"title":"\\ud83d"}', 'body.title'],
    ['NUL', '{"title":"a\\u0000b"}', 'body.title'],
    ['an unknown field', '{"title":"x","ownerId":"me"}', 'body.ownerId'],
    ['a field called __proto__', '{"title":"x","__proto__":{"admin":true}}', 'body.__proto__'],
    ['a field called constructor', '{"title":"x","constructor":{"prototype":{}}}', 'body.constructor'],
    ['a cover that is no https URL', '{"title":"x","coverUrl":"javascript:alert(1)"}', 'body.coverUrl'],
    [
      'a time that no answer could show',
      '{"title":"x","startsAt":"9999-12-31T23:59:59-23:59"}',
      'body.startsAt',
    ],
    ['a fraction of a second', '{"title":"x","reconnectWindowSeconds":0.5}', 'body.reconnectWindowSeconds'],
  ])('%s is named with its place', async (_, body, path) => {
    const error = expectError(await app.send('/v1/rooms', post(body)), 'invalid_request')
    expect(error.issues?.map((issue) => issue.path)).toEqual([path])
    expect(error.message).toContain(path)
  })

  test('of 1,000 unknown fields 20 are named, each cut to 40 characters', async () => {
    const fields = Array.from({ length: 1_000 }, (_, index) => [`${index}`.padEnd(9, 'x'), 0])
    const body = JSON.stringify({
      title: 'x',
      [`long${'y'.repeat(1_000)}`]: 0,
      ...Object.fromEntries(fields),
    })
    const { issues = [] } = expectError(await app.send('/v1/rooms', post(body)), 'invalid_request')
    expect(issues).toHaveLength(20)
    expect(Math.max(...issues.map((issue) => issue.path.length))).toBeLessThanOrEqual('body.'.length + 40)
  })

  test.each([
    ['/v1/rooms', 'DELETE', 'POST, GET'],
    ['/v1/rooms', 'OPTIONS', 'POST, GET'],
    [ROOM, 'PUT', 'GET'],
    [`${ROOM}/push-url`, 'GET', 'POST'],
    ['/v1/callbacks/tencent-css/x', 'GET', 'POST'],
    ['/healthz', 'POST', 'GET'],
  ])('%s refuses %s and names what it takes', async (path, method, allow) => {
    const answer = await app.send(path, { method, headers: withSession })
    expectError(answer, 'method_not_allowed')
    expect(answer.headers.allow).toBe(allow)
  })

  test('without a session the answer comes before the body is read, and however broken it is', async () => {
    expectError(await app.send('/v1/rooms', post('{"broken', { authorization: '' })), 'unauthenticated')
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': '10000000' }
      const request = http.request(`${app.address}/v1/rooms`, { method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode)
        request.destroy()
      })
      request.on('error', reject)
      request.flushHeaders()
    })
    expect(status).toBe(401)
  })
})

describe('a request that can be processed', () => {
  test.each<[string, number, string, Sent]>([
    ['no body for a call that needs no field', 200, `${ROOM}/end`, { method: 'POST', headers: withSession }],
    ['an empty object for it', 200, `${ROOM}/play-urls`, post('{}')],
    [
      'a charset of UTF-8',
      201,
      '/v1/rooms',
      post('{"title":"x"}', { 'content-type': 'application/json; charset=UTF-8' }),
    ],
    ['a repeated status', 200, '/v1/rooms?status=live&status=ended', get],
    ['HEAD', 200, ROOM, { method: 'HEAD', headers: withSession }],
    [
      'a callback of any type',
      200,
      '/v1/callbacks/tencent-css/x',
      { method: 'POST', headers: { 'content-type': 'x/y' }, body: '{' },
    ],
    ['a callback without a body', 200, '/v1/callbacks/tencent-css/x', { method: 'POST' }],
    ['a call of health without a session', 200, '/healthz', {}],
  ])('%s', async (_, status, path, sent) => {
    expect((await app.send(path, sent)).status).toBe(status)
  })

  test('is answered with its id, never with a trace of the framework, and never stored when it was a POST', async () => {
    const { headers } = await app.send('/v1/rooms', post('{"title":"x"}'))
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['cache-control']).toBe('no-store')
  })
})
