import type { PushFact } from '@kaibo/live-core'

/** A verified push event. Its details explain; they decide nothing. */
export type PushEvent = {
  streamName: string
  type: PushFact['type']
  /** The provider’s id of one push session. Text: Tencent’s has 19 digits, and as numbers neighbours collide. */
  sequence: string
  occurredAtMs: number
  /** Our token from the push URL, as the provider echoed it. */
  token?: string
  endCode?: number
  endSubCode?: number
  details: Record<string, string | number>
}

/**
 * What a callback turned out to be. Callbacks are hints: the provider's signature covers neither body nor URL,
 * so even a fresh one may carry another's words.
 */
export type ProviderCallback =
  /** The signature does not hold: forged, or the keys differ. */
  | { kind: 'rejected'; why: string }
  /** Signed, but not a body that this provider sends. Asking again would bring the same. */
  | { kind: 'malformed'; why: string }
  /** Signed outside the time window (a late retry, or a replay): the room has to be asked for, not the body. */
  | { kind: 'stale'; streamName?: string; other?: OtherEvent }
  | { kind: 'push'; event: PushEvent }
  /** An event that is not about a push: kept for those who need it. */
  | { kind: 'other'; event: OtherEvent }

/** Verifies and parses a callback's raw body at the time `nowMs`. Never throws for any bytes. */
export type ReadCallback = (rawBody: Buffer, nowMs: number) => ProviderCallback

/** A record, snapshot or moderation event, secrets taken out. `digest` identifies it across retries. */
export type OtherEvent = {
  eventType: number
  streamName?: string
  digest: string
  payload: Record<string, unknown>
}
