import { playUrls, pushUrl, room, session } from '@kaibo/live-core'
import { openHttpClient, type Sent } from '../http.ts'
import type { Canary, Haystack } from './canaries.ts'

/** Talks to the API, keeps every answer, and makes a canary of every secret that it is issued. */
export class OverheardApi {
  readonly answers: Haystack[] = []
  readonly issued: Canary[] = []
  readonly #http: ReturnType<typeof openHttpClient>

  constructor(address: string) {
    this.#http = openHttpClient(address)
  }

  async send(path: string, sent: Sent & { token?: string } = {}): Promise<{ status: number; text: string }> {
    const { token, headers, ...rest } = sent
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const answer = await this.#http.send(path, { ...rest, headers: { ...authorization, ...headers } })
    this.keep(path, answer.text)
    return answer
  }

  /** Keeps an answer under the kind of call that brought it. */
  keep(path: string, text: string): void {
    this.answers.push({ where: kindOf(path), text })
  }

  async logIn(code: string): Promise<string> {
    const { token } = session.parse(JSON.parse((await this.send('/v1/sessions', { body: { code } })).text))
    this.issued.push({ label: 'session token', text: token, issuedBy: 'sessions' })
    return token
  }

  async createRoom(token: string): Promise<string> {
    return room.parse(JSON.parse((await this.send('/v1/rooms', { token, body: { title: 'A room' } })).text))
      .id
  }

  async pushUrl(token: string, roomId: string, body: object = {}): Promise<string> {
    const answer = await this.send(`/v1/rooms/${roomId}/push-url`, { token, body })
    const { url } = pushUrl.parse(JSON.parse(answer.text))
    const { searchParams } = new URL(url)
    const mac = searchParams.get('kaibo')?.split('.').at(1) ?? ''
    this.#issue('push', [searchParams.get('txSecret') ?? '', mac])
    return url
  }

  async playUrls(token: string, roomId: string, body: object = {}): Promise<void> {
    const answer = await this.send(`/v1/rooms/${roomId}/play-urls`, { token, body })
    const urls = playUrls.parse(JSON.parse(answer.text))
    if (!urls.playable) return
    this.#issue(
      'play',
      [urls.flv, urls.rtmp, urls.hls.url].map((url) => new URL(url).searchParams.get('txSecret') ?? ''),
    )
  }

  close(): void {
    this.#http.close()
  }

  #issue(kind: 'push' | 'play', texts: readonly string[]): void {
    if (texts.includes('')) throw new Error(`A ${kind} URL has no signature`)
    const issuedBy = kind === 'push' ? 'push-url' : 'play-urls'
    this.issued.push(...texts.map((text) => ({ label: `${kind} URL`, text, issuedBy })))
  }
}

/** The last word of a path, without its query: `push-url`, `sessions`. */
const kindOf = (path: string) => path.split('?', 1)[0]?.split('/').at(-1) ?? ''
