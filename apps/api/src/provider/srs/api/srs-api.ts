import { OutsideError } from '../../../outside/outside-error.ts'
import type { OutsideService } from '../../../outside/outside-service.ts'
import { readCode, readStreamPage, type StreamPage } from './srs-answer.ts'

type Dependencies = {
  /** `http://host:1985`, without a path. */
  baseUrl: string
  user: string
  password: string
  service: OutsideService
}

/** SRS answers so to a command about a connection that has gone (`ERROR_RTMP_CLIENT_NOT_FOUND`). */
const CLIENT_NOT_FOUND = 2049

/** A page of the list, with every codec and address told at length. */
const MOST_ANSWER_BYTES = 256 * 1024

/** SRS's HTTP API, behind basic authentication (SRS 5.0.152, 6.0.40 and newer). Rejects with `OutsideError` alone. */
export class SrsApi {
  readonly service: string
  readonly #deps: Dependencies
  readonly #authorization: string

  constructor(dependencies: Dependencies) {
    const { user, password, service } = dependencies
    this.service = service.name
    this.#deps = dependencies
    this.#authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  }

  /** A part of the list of streams, which is ordered by their ids. */
  streams({ start, count }: { start: number; count: number }): Promise<StreamPage> {
    return this.#call('GET', `/api/v1/streams/?start=${start}&count=${count}`, (text) => {
      this.#judge(readCode(text))
      return readStreamPage(text)
    })
  }

  /** Cuts one connection; success also when it has gone. Its id is never used again, so a repetition hits no other. */
  kick(clientId: string): Promise<void> {
    return this.#call('DELETE', `/api/v1/clients/${encodeURIComponent(clientId)}`, (text) => {
      const code = readCode(text)
      if (code !== CLIENT_NOT_FOUND) this.#judge(code)
    })
  }

  #call<Result>(method: 'GET' | 'DELETE', path: string, read: (text: string) => Result): Promise<Result> {
    const { baseUrl, service } = this.#deps
    const headers = { authorization: this.#authorization }
    return service.call({
      repeat: 'if-unknown',
      request: () => ({ url: `${baseUrl}${path}`, method, headers, maxAnswerBytes: MOST_ANSWER_BYTES }),
      read,
    })
  }

  #judge(code: number): void {
    if (code !== 0) throw new OutsideError('refused', this.service, `SRS ${code}`)
  }
}
