import { hash, timingSafeEqual } from 'node:crypto'

/** How far a callback's `t` may lie in the past (clock skew) and in the future (it is the send time + 600 s). */
export const PAST_SECONDS = 120
export const FUTURE_SECONDS = 720

/**
 * Tencent's callback signature: `sign = md5(callbackKey + t)` in lower-case hex, `t` in UNIX seconds
 * (267/38081). It covers neither body nor URL. Compared in constant time.
 */
export function isSigned(callbackKey: string, t: string, sign: string): boolean {
  if (!/^[0-9a-f]{32}$/.test(sign)) return false
  return timingSafeEqual(Buffer.from(hash('md5', `${callbackKey}${t}`, 'hex')), Buffer.from(sign))
}

/**
 * `t` as ten digits, or undefined. Strict on purpose: `Number(t) < now` lets through `undefined`, `'1e99'`,
 * `'0x7f'` and objects.
 */
export function strictSeconds(t: unknown): string | undefined {
  const text = typeof t === 'number' && Number.isSafeInteger(t) ? String(t) : t
  return typeof text === 'string' && /^\d{10}$/.test(text) ? text : undefined
}

export function isInWindow(t: string, nowMs: number): boolean {
  const seconds = Number(t)
  const now = Math.floor(nowMs / 1000)
  return seconds >= now - PAST_SECONDS && seconds <= now + FUTURE_SECONDS
}
