import type { StreamObservation } from '@kaibo/live-core'
import type { Words } from '../words.ts'
import type { ProviderCallback } from './provider-callback.ts'

/** What a push URL is made from. `token` binds a push to one issue of the URL and comes back in callbacks. */
export type PushUrlInput = { streamName: string; expiresAtMs: number; token: string }

/** What play URLs are made from; hls has an expiry of its own. */
export type PlayUrlsInput = { streamName: string; expiresAtMs: number; hlsExpiresAtMs: number }

/** Until when nobody may push, and why: the reason stands in the provider's console. */
export type ForbidStreamInput = { untilMs: number; reason: string }

/**
 * What the provider can be asked about a stream and told to do with it. Every method rejects with `OutsideError`
 * and nothing else; `unknown` means that it may have been carried out, perhaps later. The limits are of the whole
 * account, in calls a second (Tencent document 267/20469 and its neighbours, API 2018-08-01).
 */
export type StreamControl = {
  /** Whether somebody pushes now. A failed or timed-out query is not a fact. At most 300 a second. */
  queryStream(streamName: string): Promise<StreamObservation['state']>
  /** Cuts the running push; its encoder may push again. Success also when nobody pushes. At most 100 a second. */
  dropStream(streamName: string): Promise<void>
  /**
   * Cuts the running push and refuses every other until `untilMs`, at most 90 days ahead; repeating it replaces the
   * time. At most 200 a second.
   */
  forbidStream(streamName: string, input: ForbidStreamInput): Promise<void>
  /** Takes a `forbidStream` back. Success also when nothing was forbidden. At most 100 a second. */
  resumeStream(streamName: string): Promise<void>
}

/**
 * The media vendor: signs its URLs, understands its callbacks and controls its streams. Media itself never touches
 * the API.
 */
export type MediaProvider = StreamControl & {
  readonly name: string
  pushUrl(input: PushUrlInput): string
  playUrls(input: PlayUrlsInput): { flv: string; rtmp: string; hls: string }
  /** Verifies and parses a callback's raw body at the time `nowMs`. Never throws for any bytes. */
  readCallback(rawBody: Buffer, nowMs: number): ProviderCallback
  /** Why a push ended, in words for its broadcaster. Explains, and decides nothing. */
  explainEnd(code: number | undefined, subCode: number | undefined): Words
}
