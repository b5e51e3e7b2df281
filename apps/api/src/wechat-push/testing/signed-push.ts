import { createCipheriv } from 'node:crypto'
import type { WechatPushQuery } from '@kaibo/live-core'
import { pushSignature } from '../push-signature.ts'
import type { PushIdentity } from '../read-push.ts'

export const PUSH_NOW_MS = Date.UTC(2026, 10, 22, 12)

export const plainIdentity = { appId: 'wx0123456789abcdef', token: 'PushToken0123456789' } as const
export const encryptedIdentity = {
  ...plainIdentity,
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const

export type SignedPush = { query: WechatPushQuery; rawBody: Buffer }

/** A verdict on an image, as version 2 of mediaCheckAsync pushes it; `fields` replaces some. */
export const imageEvent = (fields: Record<string, unknown> = {}) => ({
  ToUserName: 'gh_1',
  FromUserName: 'o1',
  CreateTime: PUSH_NOW_MS / 1000,
  MsgType: 'event',
  Event: 'wxa_media_check',
  appid: plainIdentity.appId,
  trace_id: '60f96f1d-3845297a-1976a3ae',
  version: 2,
  detail: [{ strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 }],
  errcode: 0,
  errmsg: 'ok',
  result: { suggest: 'pass', label: 100 },
  ...fields,
})

/** A push as WeChat sends it: plain, or encrypted where the identity has a key. */
export function signedPush(
  message: unknown,
  { token, aesKey, appId }: PushIdentity = plainIdentity,
  atMs = PUSH_NOW_MS,
): SignedPush {
  const [timestamp, nonce] = [String(Math.floor(atMs / 1000)), '1320562132']
  const text = typeof message === 'string' ? message : JSON.stringify(message)
  const query = { signature: pushSignature([token, timestamp, nonce]), timestamp, nonce }
  if (aesKey === undefined) return { query, rawBody: Buffer.from(text) }
  const encrypted = encryptPush(text, aesKey, appId)
  return {
    query: {
      ...query,
      encrypt_type: 'aes',
      msg_signature: pushSignature([token, timestamp, nonce, encrypted]),
    },
    rawBody: Buffer.from(JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypted })),
  }
}

/** The other way round of `decryptPush`; `random` stands in front of the message. */
export function encryptPush(
  message: string,
  aesKey: string,
  appId: string,
  random = 'aaaabbbbccccdddd',
): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(message))
  const plain = Buffer.concat([Buffer.from(random), length, Buffer.from(message), Buffer.from(appId)])
  const padding = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}
