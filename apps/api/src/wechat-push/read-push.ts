import type { WechatPushQuery } from '@kaibo/live-core'
import * as z from 'zod/mini'
import { decryptPush } from './push-cipher.ts'
import { type PushEvent, readPushEvent } from './push-event.ts'
import { isPushSignature } from './push-signature.ts'

/** What tells a push of our mini-program from others. */
export type PushIdentity = {
  appId: string
  /** The Token of the console's 消息推送. */
  token: string
  /** Its EncodingAESKey; with it, nothing that is not encrypted is taken. */
  aesKey?: string
}

export type ReadPush =
  | { kind: 'event'; event: PushEvent }
  /** Not WeChat's, or not now. */
  | { kind: 'rejected'; why: string }
  /** WeChat's, but in a form that is not served. */
  | { kind: 'malformed'; why: string }

const WINDOW_SECONDS = 300

const envelope = z.looseObject({ Encrypt: z.optional(z.string()) })

/** Whether WeChat sends this now: its signature covers the time and a random word, no body. */
export function isSignedNow(
  query: Pick<WechatPushQuery, 'signature' | 'timestamp' | 'nonce'>,
  token: string,
  nowMs: number,
): boolean {
  const { signature, timestamp, nonce } = query
  return isPushSignature(signature, [token, timestamp, nonce]) && isNow(timestamp, nowMs)
}

/**
 * Verifies and reads a push. In the plain mode the signature covers no body, so an event is a hint: it must name a
 * question of ours. In the encrypted mode the signature covers the message.
 */
export function readPush(
  { query, rawBody }: { query: WechatPushQuery; rawBody: Buffer },
  identity: PushIdentity,
  nowMs: number,
): ReadPush {
  const text = rawBody.toString('utf8')
  return identity.aesKey === undefined
    ? readPlain({ query, text }, identity, nowMs)
    : readEncrypted({ query, text }, { ...identity, aesKey: identity.aesKey }, nowMs)
}

type TextPush = { query: WechatPushQuery; text: string }

function readPlain({ query, text }: TextPush, { token, appId }: PushIdentity, nowMs: number): ReadPush {
  if (!isSignedNow(query, token, nowMs)) return { kind: 'rejected', why: 'the signature does not fit' }
  const read = readMessage(text, appId)
  return read.kind === 'malformed' && query.encrypt_type === 'aes' ? { kind: 'malformed', why: NO_KEY } : read
}

function readEncrypted(
  { query, text }: TextPush,
  { token, aesKey, appId }: Required<PushIdentity>,
  nowMs: number,
): ReadPush {
  const { timestamp, nonce, msg_signature: signature = '' } = query
  const encrypted = encryptedPart(text)
  if (encrypted === undefined) {
    // Nobody but WeChat could sign it; without that, it is nobody's business what is wrong with it.
    return isSignedNow(query, token, nowMs)
      ? { kind: 'malformed', why: whyNotEncrypted(text) }
      : { kind: 'rejected', why: 'the signature does not fit' }
  }
  if (!isPushSignature(signature, [token, timestamp, nonce, encrypted]) || !isNow(timestamp, nowMs)) {
    return { kind: 'rejected', why: 'the signature does not fit' }
  }
  const message = decryptPush(encrypted, aesKey, appId)
  return message === undefined
    ? { kind: 'rejected', why: 'the message was not encrypted for us' }
    : readMessage(message, appId)
}

function encryptedPart(text: string): string | undefined {
  try {
    return envelope.parse(JSON.parse(text)).Encrypt
  } catch {
    return undefined
  }
}

function readMessage(text: string, appId: string): ReadPush {
  if (isXml(text)) return { kind: 'malformed', why: USE_JSON }
  try {
    return { kind: 'event', event: readPushEvent(text, appId) }
  } catch {
    return { kind: 'malformed', why: 'it is no event that can be read' }
  }
}

const NO_KEY = 'it is encrypted: set KAIBO_WECHAT_PUSH_AES_KEY to the EncodingAESKey'
const USE_JSON = 'it is XML: set 消息推送 → 数据格式 to JSON in the console'
const whyNotEncrypted = (text: string) =>
  isXml(text) ? USE_JSON : 'it is not encrypted: set 消息推送 → 消息加密方式 to 安全模式 in the console'
const isXml = (text: string) => text.trimStart().startsWith('<')

/** Two-sided: neither an old push nor one from the future is sent now. */
const isNow = (timestamp: string, nowMs: number): boolean =>
  /^\d{10}$/.test(timestamp) && Math.abs(Number(timestamp) - nowMs / 1000) <= WINDOW_SECONDS
