import type { ForbiddenStreams } from './forbidden-streams.ts'
import { type Refusal, signatureRefusal } from './refusal.ts'
import { verifyTx } from './tx-signature.ts'

/** What a push or play URL names, as text that has not been trusted yet. */
export interface StreamRequest {
  readonly appName: string
  readonly streamName: string
  /** The query as it arrived, without the question mark. */
  readonly query: string
}

export interface AccessOptions {
  readonly appName: string
  readonly pushKeys: readonly string[]
  readonly playKeys: readonly string[]
  readonly forbidden: ForbiddenStreams
  readonly clock: () => number
}

// Tencent allows up to 255 characters and advises against "_", which it uses for transcoded streams.
const STREAM_NAME = /^[A-Za-z0-9_-]{1,255}$/

/** Decides from the URL alone who may push and who may play; whether the stream is live is not asked here. */
export class AccessRules {
  readonly #options: AccessOptions

  constructor(options: AccessOptions) {
    this.#options = options
  }

  refusePush(request: StreamRequest): Refusal | null {
    const refusal = this.#refuse(request, this.#options.pushKeys)
    if (refusal) return refusal
    if (!this.#options.forbidden.has(request.streamName)) return null
    return { kind: 'forbidden', text: 'pushing this stream is forbidden' }
  }

  refusePlay(request: StreamRequest): Refusal | null {
    return this.#refuse(request, this.#options.playKeys)
  }

  #refuse(request: StreamRequest, keys: readonly string[]): Refusal | null {
    if (request.appName !== this.#options.appName) {
      return { kind: 'not-found', text: `the only AppName here is "${this.#options.appName}"` }
    }
    if (!STREAM_NAME.test(request.streamName)) {
      return {
        kind: 'not-found',
        text: 'a stream name consists of 1 to 255 letters, digits, hyphens and underscores',
      }
    }
    const { streamName, query } = request
    const verdict = verifyTx({ keys, streamName, query, nowMs: this.#options.clock() })
    return verdict === 'ok' ? null : signatureRefusal(verdict)
  }
}
