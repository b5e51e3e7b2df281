import { afterEach, describe, expect, test, vi } from 'vitest'
import { StoreUnavailableError } from '../storage/store-error.ts'
import { expectError } from '../testing/expect-error.ts'
import { jsonHeaders, openStubApp, type StubApp, stubRoom, withSession } from '../testing/stub-app.ts'
import { testKeys } from '../testing/test-keys.ts'
import { KaiboError } from './kaibo-error.ts'

let app: StubApp
afterEach(() => app.close())

const getRoom = async (thrown: () => unknown) => {
  app = await openStubApp({
    async getRoom() {
      throw thrown()
    },
  })
  return app.send(`/v1/rooms/${stubRoom.id}`, { headers: withSession })
}

/** The lines about one request: its failure, if any, and its end. They are written when the answer is done. */
const logged = (count: number) =>
  vi.waitFor(() => {
    expect(app.logLines).toHaveLength(count)
    return app.logLines.map((line) => JSON.parse(line) as Record<string, unknown>)
  })

describe('a handler that fails', () => {
  test.each([
    ['an error', () => new Error('the database password is hunter2')],
    ['a TypeError', () => new TypeError('hunter2 is not a function')],
    ['a text', () => 'hunter2'],
    ['nothing', () => undefined],
    ['an object that looks like an HTTP error', () => ({ status: 400, message: 'hunter2' })],
    ['an error with a status of its own', () => Object.assign(new Error('hunter2'), { status: 418 })],
  ])('with %s is answered 500 without a word of it', async (_, thrown) => {
    const answer = await getRoom(thrown)
    expectError(answer, 'internal')
    expect(answer.text).not.toMatch(/hunter2|error-handler|node_modules| at /)
  })

  test('is logged with what happened and the id that the caller was told', async () => {
    const answer = await getRoom(() => new Error('it broke here'))
    const [failure, request] = await logged(2)
    expect(failure).toMatchObject({
      level: 50,
      requestId: answer.headers['x-request-id'],
      code: 'internal',
      err: { message: 'it broke here', stack: expect.stringContaining('error-handler.test.ts') },
    })
    expect(request).toMatchObject({ msg: 'request', requestId: answer.headers['x-request-id'], status: 500 })
  })

  test('for want of the store is answered 503 with a time to come back', async () => {
    const answer = await getRoom(() => new StoreUnavailableError('connect ECONNREFUSED 10.0.0.5'))
    expectError(answer, 'unavailable')
    expect(answer.headers['retry-after']).toBe('5')
    expect(answer.text).not.toContain('10.0.0.5')
  })

  test('with an error of the contract is answered with it, its headers and its issues', async () => {
    const issues = [{ path: 'body.x', message: 'Wrong' }]
    const answer = await getRoom(
      () => new KaiboError('rate_limited', 'Too many.', { issues, headers: { 'retry-after': '60' } }),
    )
    expect(expectError(answer, 'rate_limited')).toMatchObject({ message: 'Too many.', issues })
    expect(answer.headers['retry-after']).toBe('60')
    expect(await logged(1)).toMatchObject([{ msg: 'request', status: 429 }])
  })
})

describe('the log', () => {
  test('has one line a request with the route’s template, and no word that a caller chose', async () => {
    app = await openStubApp()
    const word = testKeys.callbackPath
    const body = '{"title":"body-canary","extra-canary":1}'
    await app.send(`/v1/callbacks/tencent-css/${word}?query-canary=1`, {
      method: 'POST',
      body: 'body-canary',
    })
    await app.send(`/v1/callbacks/tencent-css/${word}`, { method: 'DELETE' })
    await app.send(`/v1/callbacks/tencent-css/${word}/more`, { method: 'POST' })
    await app.send(`/v1/callbacks/tencent-css/${word}%ff`, { method: 'POST' })
    await app.send('/v1/rooms?cursor=query-canary', { headers: withSession })
    await app.send('/v1/rooms', { method: 'POST', headers: { ...jsonHeaders, 'x-h': 'header-canary' }, body })
    await app.send('/path-canary?query-canary')
    const lines = await logged(7)
    expect(lines.map((line) => [line.method, line.route, line.status])).toEqual([
      ['POST', '/v1/callbacks/tencent-css/:secret', 400],
      ['DELETE', '/v1/callbacks/tencent-css/:secret', 405],
      ['POST', 'none', 404],
      ['POST', expect.any(String), 400],
      ['GET', '/v1/rooms', 200],
      ['POST', '/v1/rooms', 400],
      ['GET', 'none', 404],
    ])
    const text = app.logLines.join('')
    expect(text).not.toContain(word)
    expect(text).not.toContain('canary')
    expect(text).not.toContain(withSession.authorization)
  })
})
