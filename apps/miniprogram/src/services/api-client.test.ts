import { describe, expect, it } from 'vitest'
import { type HttpRequest, type HttpResponse, RequestFailed } from '../platform/request.ts'
import { aPage, aRoom } from '../testing/rooms.ts'
import { createApiClient } from './api-client.ts'
import { ApiFailure } from './api-error.ts'

function clientWith(answer: Partial<HttpResponse> | Error) {
  const sent: HttpRequest[] = []
  const dates: string[] = []
  const callApi = createApiClient({
    baseUrl: 'https://api.example',
    version: '1.2.3',
    onServerDate: (date) => dates.push(date),
    send: async (request) => {
      sent.push(request)
      if (answer instanceof Error) throw answer
      return { status: 200, headers: {}, body: undefined, ...answer }
    },
  })
  return { callApi, sent, dates }
}

const failure = async (promise: Promise<unknown>): Promise<ApiFailure> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof ApiFailure) return error
  throw new Error(`expected an ApiFailure, not ${String(error)}`)
}

describe('a call of the contract', () => {
  it('takes method, path and fields from the operation, and states version and session', async () => {
    const { callApi, sent } = clientWith({ body: { url: 'rtmp://x', expiresAt: '2026-11-22T13:00:00.000Z' } })
    await callApi('issuePushUrl', { params: { roomId: 'room_a/b' }, body: { reason: 'start' } }, 'secret')
    expect(sent).toEqual([
      {
        method: 'POST',
        url: 'https://api.example/v1/rooms/room_a%2Fb/push-url',
        headers: { 'Kaibo-Client-Version': '1.2.3', authorization: 'Bearer secret' },
        body: { reason: 'start' },
        timeoutMs: 10_000,
      },
    ])
  })

  it('repeats a list in the query, leaves out what is not there, and sends no body with GET', async () => {
    const { callApi, sent } = clientWith({ body: aPage([]) })
    await callApi('listRooms', { query: { status: ['live', 'interrupted'], cursor: undefined } })
    expect(sent[0]?.url).toBe('https://api.example/v1/rooms?status=live&status=interrupted')
    expect(sent[0]).not.toHaveProperty('body')
  })

  it('reads an answer of a newer server: unknown fields are dropped, unknown states are neutral', async () => {
    const { callApi } = clientWith({ body: { ...aRoom(), status: 'rehearsing', confetti: true } })
    const room = await callApi('getRoom', { params: { roomId: 'r' } })
    expect(room.status).toBe('unknown')
    expect(room).not.toHaveProperty('confetti')
  })

  it("hands on the server's date", async () => {
    const { callApi, dates } = clientWith({
      headers: { date: 'Sun, 22 Nov 2026 13:00:00 GMT' },
      body: aPage([]),
    })
    await callApi('listRooms', {})
    expect(dates).toEqual(['Sun, 22 Nov 2026 13:00:00 GMT'])
  })
})

describe('a call that fails', () => {
  const refusal = (code: string) => ({ error: { code, message: 'no', requestId: 'req_1' } })

  it.each([
    ['a code of the contract', { status: 409, body: refusal('room_ended') }, 'room_ended'],
    ["a newer server's code", { status: 418, body: refusal('teapot') }, 'unknown'],
    ["a proxy's page, when the API is down", { status: 502, body: '<html>' }, 'unavailable'],
    ['a page that is not our API', { status: 404, body: '<html>' }, 'bad_answer'],
    ['an answer of another shape', { status: 200, body: { items: 'none' } }, 'bad_answer'],
    ['no answer', new RequestFailed('request:fail net::ERR_CONNECTION_REFUSED'), 'offline'],
    ['an answer too late', new RequestFailed('request:fail timeout'), 'timeout'],
  ])('is told by code: %s', async (_, answer, code) => {
    const { callApi } = clientWith(answer)
    expect((await failure(callApi('listRooms', {}))).code).toBe(code)
  })

  it('says how long the server asks to wait, and which request it was', async () => {
    const answer = { status: 503, headers: { 'retry-after': '5' }, body: refusal('unavailable') }
    const { retryAfterMs, requestId } = await failure(clientWith(answer).callApi('listRooms', {}))
    expect({ retryAfterMs, requestId }).toEqual({ retryAfterMs: 5000, requestId: 'req_1' })
  })

  it('ignores a Retry-After that is no number of seconds', async () => {
    const answer = { status: 503, headers: { 'retry-after': 'soon' }, body: refusal('unavailable') }
    expect((await failure(clientWith(answer).callApi('listRooms', {}))).retryAfterMs).toBeUndefined()
  })
})
