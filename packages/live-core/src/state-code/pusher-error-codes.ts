import type { PusherCode } from './pusher-codes.ts'
import type { PusherReaction } from './pusher-reaction.ts'
import type { StateCodeEntry } from './state-code-entry.ts'

/**
 * The codes of `<live-pusher>`'s `binderror` event (`event.detail.errCode`). They mean what the state codes of the
 * same number mean, so their texts are in `PUSHER_CODE_TEXTS`; expect either event, or both.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/live-pusher.html. The page once printed 1001
 * and 1002 here; those were misprints. `<live-player>` documents no `binderror`.
 */
// biome-ignore format: one row per line reads as a table
export const PUSHER_ERROR_CODES = [
  { code: 10001, name: 'camera-denied',             severity: 'error',   documented: true, reaction: 'camera-denied',     sdkName: null },
  { code: 10002, name: 'microphone-denied',         severity: 'error',   documented: true, reaction: 'microphone-denied', sdkName: null },
  { code: 10003, name: 'music-load-failed',         severity: 'warning', documented: true, reaction: 'log',               sdkName: null },
  { code: 10004, name: 'waiting-image-load-failed', severity: 'warning', documented: true, reaction: 'log',               sdkName: null },
] as const satisfies readonly (StateCodeEntry<PusherReaction> & { readonly code: PusherCode })[]

/** One row of the table, with its literal values. */
export type PusherErrorCodeEntry = (typeof PUSHER_ERROR_CODES)[number]

/** A `binderror` code of `<live-pusher>` that the table knows. */
export type PusherErrorCode = PusherErrorCodeEntry['code']
