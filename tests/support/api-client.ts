import {
  errorAnswer,
  heartbeatAnswer,
  playUrls,
  pushUrl,
  room,
  roomList,
  session,
  timeline,
  type User,
} from '@kaibo/live-core'
import type * as z from 'zod/mini'

/** An answer as it came over the wire. */
export type RawAnswer = { status: number; headers: Headers; body: unknown }

type Init = { method?: string; body?: unknown; headers?: Record<string, string> }

/** A person with a session, who talks to the API over real HTTP and checks every answer against the contract. */
export class ApiClient {
  readonly address: string
  readonly user: User
  readonly token: string

  private constructor(address: string, user: User, token: string) {
    this.address = address
    this.user = user
    this.token = token
  }

  static async logIn(address: string, code: string): Promise<ApiClient> {
    const answer = await send(address, '/v1/sessions', { body: { code } })
    const { user, token } = read(session, answer, 201)
    return new ApiClient(address, user, token)
  }

  send(path: string, init: Init = {}): Promise<RawAnswer> {
    return send(this.address, path, {
      ...init,
      headers: { authorization: `Bearer ${this.token}`, ...init.headers },
    })
  }

  /** The error code of a call that must fail, and its whole answer. */
  async refused(path: string, init: Init = {}) {
    const answer = await this.send(path, init)
    if (answer.status < 400) throw new Error(`${path} was not refused: ${answer.status}`)
    return { status: answer.status, headers: answer.headers, ...errorAnswer.parse(answer.body).error }
  }

  async createRoom(
    body: Record<string, unknown> = { title: 'A room' },
    headers: Record<string, string> = {},
  ) {
    return read(room, await this.send('/v1/rooms', { body, headers }), 201)
  }

  async getRoom(id: string) {
    return read(room, await this.send(`/v1/rooms/${id}`), 200)
  }

  async listRooms(query = '') {
    return read(roomList, await this.send(`/v1/rooms${query}`), 200)
  }

  async pushUrl(id: string, body: Record<string, unknown> = {}) {
    return read(pushUrl, await this.send(`/v1/rooms/${id}/push-url`, { body }), 200)
  }

  async playUrls(id: string, body: Record<string, unknown> = {}) {
    return read(playUrls, await this.send(`/v1/rooms/${id}/play-urls`, { body }), 200)
  }

  async heartbeat(id: string, deviceId: string, pushing: boolean) {
    const answer = await this.send(`/v1/rooms/${id}/heartbeat`, { body: { deviceId, pushing } })
    return read(heartbeatAnswer, answer, 200)
  }

  async timeline(id: string) {
    return read(timeline, await this.send(`/v1/rooms/${id}/timeline`), 200)
  }

  async endRoom(id: string) {
    return read(room, await this.send(`/v1/rooms/${id}/end`, { body: {} }), 200)
  }
}

/** Sends a request; a body makes it a POST. */
export async function send(
  address: string,
  path: string,
  { method, body, headers }: Init = {},
): Promise<RawAnswer> {
  const answer = await fetch(address + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
}

function read<Schema extends z.ZodMiniType>(
  schema: Schema,
  answer: RawAnswer,
  status: number,
): z.output<Schema> {
  if (answer.status !== status)
    throw new Error(`Expected ${status}, got ${answer.status} ${JSON.stringify(answer.body)}`)
  return schema.parse(answer.body)
}
