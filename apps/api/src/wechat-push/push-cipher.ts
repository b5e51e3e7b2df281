import { createDecipheriv } from 'node:crypto'

/** WeChat's EncodingAESKey: 43 characters of base64 whose padding was cut off. */
export const ENCODING_AES_KEY = /^[A-Za-z0-9]{43}$/

/** In front of the message stand 16 random bytes and its length in four. */
const RANDOM_BYTES = 16
const HEADER_BYTES = RANDOM_BYTES + 4
/** PKCS#7, but for blocks of 32 bytes. */
const BLOCK_BYTES = 32

/**
 * Decrypts a message of the encrypted mode (AES-256-CBC, WeChat's document on message encryption). Undefined for what
 * was not encrypted with this key for this AppID.
 */
export function decryptPush(encrypted: string, encodingAesKey: string, appId: string): string | undefined {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % BLOCK_BYTES !== 0) return undefined
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = withoutPadding(Buffer.concat([decipher.update(bytes), decipher.final()]))
  if (plain === undefined || plain.length < HEADER_BYTES) return undefined
  const end = HEADER_BYTES + plain.readUInt32BE(RANDOM_BYTES)
  if (end > plain.length || plain.toString('utf8', end) !== appId) return undefined
  return plain.toString('utf8', HEADER_BYTES, end)
}

function withoutPadding(plain: Buffer): Buffer | undefined {
  const padding = plain.at(-1) ?? 0
  return padding >= 1 && padding <= BLOCK_BYTES && padding <= plain.length
    ? plain.subarray(0, plain.length - padding)
    : undefined
}
