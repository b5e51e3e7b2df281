import { timingSafeEqual } from 'node:crypto'
import { txSecret } from '../tencent-css/tx-secret.ts'

/** Why a signed URL is refused; `ok` is the only way in. */
export type TxVerdict = 'ok' | 'missing' | 'malformed' | 'mismatch' | 'expired'

export type TxQuestion = {
  /** Primary and backup key, never both sides' keys: otherwise every viewer could push. */
  keys: readonly string[]
  streamName: string
  /** The URL's query, without the question mark. */
  query: string
  nowMs: number
}

/**
 * Eight digits at most: the formula has no separator, so a ninth would let the end of one stream's name be read as the
 * head of a far later expiry.
 */
const TX_TIME = /^[0-9a-fA-F]{1,8}$/
const TX_SECRET = /^[0-9a-f]{32}$/

/**
 * Checks a URL's `txSecret` and `txTime`, as Tencent CSS does at its own door (document 267/32735); SRS has no such
 * rule, so the API is the door. A parameter that is given twice is malformed. The signature is judged before the expiry:
 * `expired` is only said of what was valid once.
 */
export function verifyTx({ keys, streamName, query, nowMs }: TxQuestion): TxVerdict {
  const parameters = new URLSearchParams(query)
  const [secret, ...moreSecrets] = parameters.getAll('txSecret')
  const [time, ...moreTimes] = parameters.getAll('txTime')
  if (secret === undefined || time === undefined) return 'missing'
  if (moreSecrets.length > 0 || moreTimes.length > 0) return 'malformed'
  if (!TX_SECRET.test(secret) || !TX_TIME.test(time)) return 'malformed'
  const given = Buffer.from(secret)
  // Every key is tried, so that the time does not tell which one fits.
  const fitting = keys.filter((key) => timingSafeEqual(Buffer.from(txSecret(key, streamName, time)), given))
  if (fitting.length === 0) return 'mismatch'
  return Number.parseInt(time, 16) * 1000 > nowMs ? 'ok' : 'expired'
}
