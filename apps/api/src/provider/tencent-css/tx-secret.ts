import { hash } from 'node:crypto'

/**
 * Tencent's URL signature: `txSecret = md5(key + StreamName + txTime)` in lower-case hex. txTime is the expiry
 * in UNIX seconds as hex, and enters the hash literally as it stands in the URL (Tencent documents 267/32735,
 * 267/43123). Only the stream name is hashed: no AppName, no domain, no `.flv`.
 */
export function txSecret(key: string, streamName: string, txTime: string): string {
  return hash('md5', `${key}${streamName}${txTime}`, 'hex')
}

/** txTime for an expiry; a part of a second is cut off, so that the URL never outlives what was promised. */
export function txTime(expiresAtMs: number): string {
  return Math.floor(expiresAtMs / 1000)
    .toString(16)
    .toUpperCase()
}
