import { createHash, timingSafeEqual } from 'node:crypto'

/** Why a signed URL was refused; `ok` is the only way in. */
export type TxVerdict = 'ok' | 'missing' | 'malformed' | 'mismatch' | 'expired'

/** What has to be checked, and against which keys. */
export interface TxQuestion {
  /** Primary and backup key: a URL signed with either is valid (key rotation). */
  readonly keys: readonly string[]
  readonly streamName: string
  /** The URL's query as it arrived, without the question mark. */
  readonly query: string
  readonly nowMs: number
}

// Eight digits at most: the formula has no separator, so a ninth would let the last characters of one
// stream's name be read as the head of another stream's far later expiry.
const TX_TIME = /^[0-9a-fA-F]{1,8}$/
const TX_SECRET = /^[0-9a-f]{32}$/

/**
 * Tencent CSS hotlink protection: `md5(key + streamName + txTime)` as lower-case hex, where `txTime` is the
 * expiry in unix seconds, written in hex and hashed exactly as it stands in the URL.
 *
 * Source: cloud.tencent.com/document/product/267/32735.
 */
export function txSecret(key: string, streamName: string, txTime: string): string {
  return createHash('md5').update(`${key}${streamName}${txTime}`).digest('hex')
}

/**
 * Checks `txSecret` and `txTime` of a push or play URL. Parameters of other names are ignored, a parameter
 * given twice counts as malformed. The signature is judged before the expiry, so `expired` is only said about
 * a URL that was once valid.
 */
export function verifyTx(question: TxQuestion): TxVerdict {
  const parameters = new URLSearchParams(question.query)
  const secrets = parameters.getAll('txSecret')
  const times = parameters.getAll('txTime')
  const [secret] = secrets
  const [txTime] = times
  if (secret === undefined || txTime === undefined) return 'missing'
  if (secrets.length > 1 || times.length > 1) return 'malformed'
  if (!TX_SECRET.test(secret) || !TX_TIME.test(txTime)) return 'malformed'
  if (!signedByOneOf(question.keys, question.streamName, { secret, txTime })) return 'mismatch'
  return txTimeMs(question.query) > question.nowMs ? 'ok' : 'expired'
}

/** When a URL expires, in ms; NaN unless its query has been verified. */
export function txTimeMs(query: string): number {
  return Number.parseInt(new URLSearchParams(query).get('txTime') ?? '', 16) * 1000
}

function signedByOneOf(
  keys: readonly string[],
  streamName: string,
  { secret, txTime }: { secret: string; txTime: string },
): boolean {
  let valid = false
  for (const key of keys) {
    // An empty key would make the signature computable by anybody.
    if (key === '') continue
    const expected = Buffer.from(txSecret(key, streamName, txTime), 'latin1')
    // No early exit: the time must not tell which key matched.
    if (timingSafeEqual(expected, Buffer.from(secret, 'latin1'))) valid = true
  }
  return valid
}
