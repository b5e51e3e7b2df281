import { createHash } from 'node:crypto'

const LIFETIME_SECONDS = 600

/**
 * `t` and `sign` of a callback: `t` is when the signature expires, in unix seconds, ten minutes from now;
 * `sign` is `md5(callbackKey + t)` as lower-case hex. It covers neither body nor URL.
 *
 * Source: cloud.tencent.com/document/product/267/38081.
 */
export function signCallback(
  callbackKey: string,
  nowMs: number,
): { readonly t: number; readonly sign: string } {
  const t = Math.floor(nowMs / 1000) + LIFETIME_SECONDS
  return { t, sign: createHash('md5').update(`${callbackKey}${t}`).digest('hex') }
}
