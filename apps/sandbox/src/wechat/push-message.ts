import { createCipheriv, createHash } from 'node:crypto'

/** What the message push of an account is set to (消息推送). Without an AES key, messages go in the plain mode. */
export interface PushSettings {
  readonly appId: string
  readonly token: string
  readonly aesKey?: string
}

/** A signed message: what stands in the query, and the body. */
export interface PushMessage {
  readonly query: Readonly<Record<string, string>>
  readonly body: string
}

interface Chance {
  readonly nowMs: number
  readonly nonce: string
  /** 16 bytes in front of an encrypted message. */
  readonly random: Buffer
}

const BLOCK_BYTES = 32

/** SHA-1 over texts that are sorted and joined: WeChat's signature of a push. */
export const pushSignature = (...parts: readonly string[]): string =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')

/** The parameters of a push that is signed now. */
export function signedQuery(token: string, { nowMs, nonce }: Pick<Chance, 'nowMs' | 'nonce'>) {
  const timestamp = String(Math.floor(nowMs / 1000))
  return { signature: pushSignature(token, timestamp, nonce), timestamp, nonce }
}

/** Puts an event into the form that the account is set to: plain JSON, or JSON with the encrypted event alone. */
export function pushMessage(
  event: { ToUserName: string },
  settings: PushSettings,
  chance: Chance,
): PushMessage {
  const { token, aesKey } = settings
  const query = signedQuery(token, chance)
  if (aesKey === undefined) return { query, body: JSON.stringify(event) }
  const encrypted = encrypt(JSON.stringify(event), { ...settings, aesKey }, chance.random)
  const signature = pushSignature(token, query.timestamp, query.nonce, encrypted)
  return {
    query: { ...query, encrypt_type: 'aes', msg_signature: signature },
    body: JSON.stringify({ ToUserName: event.ToUserName, Encrypt: encrypted }),
  }
}

/** AES-256-CBC over random bytes, the length, the message and the AppID, padded to blocks of 32 bytes. */
function encrypt(message: string, { aesKey, appId }: Required<PushSettings>, random: Buffer): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([random, length, text, Buffer.from(appId)])
  const padding = BLOCK_BYTES - (plain.length % BLOCK_BYTES)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}
