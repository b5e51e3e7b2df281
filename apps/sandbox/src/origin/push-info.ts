import type { EndReason } from './end-reason.ts'

/** One push session, as callbacks and lists tell of it. */
export interface PushInfo {
  /** Names this push session: 19 decimal digits. */
  readonly sequence: string
  readonly appName: string
  readonly streamName: string
  /** The push URL's query, verbatim: it carries a live credential and must not be logged as it is. */
  readonly query: string
  readonly userIp: string
  /** When the first media frame came, in ms; `null` before that. */
  readonly startedAtMs: number | null
  /** Pixels, 0 as long as the publisher has not said. */
  readonly width: number
  readonly height: number
}

/** Hears of pushes that really carried media. `ended` follows `started`, once each. */
export interface PushListener {
  started(push: PushInfo): void
  ended(push: PushInfo, reason: EndReason): void
}

/** The other end of a push, whatever carries it. Both may be called when the connection has gone already. */
export interface Publisher {
  readonly userIp: string
  /** Closes the connection because the origin has ended the push. */
  disconnect(): void
  /** Cuts the connection without a word, as a network does. */
  sever(): void
}
