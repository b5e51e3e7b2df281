import type { ProviderCallback } from './provider-callback.ts'

/** What a push URL is made from. `token` binds a push to one issue of the URL and comes back in callbacks. */
export type PushUrlInput = { streamName: string; expiresAtMs: number; token: string }

/** What play URLs are made from; hls has an expiry of its own. */
export type PlayUrlsInput = { streamName: string; expiresAtMs: number; hlsExpiresAtMs: number }

/** The media vendor: signs its URLs and understands its callbacks. Media itself never touches the API. */
export type MediaProvider = {
  readonly name: string
  pushUrl(input: PushUrlInput): string
  playUrls(input: PlayUrlsInput): { flv: string; rtmp: string; hls: string }
  /** Verifies and parses a callback's raw body at the time `nowMs`. Never throws for any bytes. */
  readCallback(rawBody: Buffer, nowMs: number): ProviderCallback
}
