import { END_REASONS, type EndReason } from '../end-reason.ts'
import type { Push } from '../push.ts'
import { FlvDemuxer } from './flv-demuxer.ts'
import { FlvViolation } from './flv-violation.ts'

/** What is wrong with an FLV byte stream, for the callback and for the publisher. */
export interface FlvFault {
  readonly reason: EndReason
  readonly text: string
  readonly tooBig: boolean
}

/** An accepted push whose media comes as FLV, whatever carries the bytes. */
export class FlvPublication {
  readonly #push: Push
  readonly #demuxer: FlvDemuxer
  #over = false

  constructor(push: Push, maxPayloadBytes: number) {
    this.#push = push
    this.#demuxer = new FlvDemuxer({ maxPayloadBytes, onTag: (...tag) => push.receive(...tag) })
  }

  /** Takes the next bytes. Returns what is wrong with them: the transport says so to the peer, then ends. */
  take(bytes: Buffer): FlvFault | null {
    if (this.#over) return null
    try {
      this.#demuxer.feed(bytes)
      return null
    } catch (error) {
      // Anything else is a mistake of ours.
      if (!(error instanceof FlvViolation)) throw error
      const { tooBig, message } = error
      return { reason: tooBig ? END_REASONS.tagTooBig : END_REASONS.badFlv, text: message, tooBig }
    }
  }

  /** The publisher has finished in order. Of this, `lose` and `end` the first call counts. */
  finish(reason: EndReason): void {
    this.#conclude(() => this.#push.finish(reason))
  }

  /** The connection has gone without a word. */
  lose(reason: EndReason): void {
    this.#conclude(() => this.#push.lose(reason))
  }

  /** The push cannot go on. */
  end(reason: EndReason): void {
    this.#conclude(() => this.#push.end(reason))
  }

  #conclude(act: () => void): void {
    if (this.#over) return
    this.#over = true
    act()
  }
}
