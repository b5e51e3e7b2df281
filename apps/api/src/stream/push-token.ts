import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a token that came back in a callback proves. */
export type Binding = 'bound' | 'unbound' | 'mismatched'

/**
 * Our own token in the push URL: `issueId.mac`. The provider's callback signature covers no body, but whoever
 * starts a push of a stream must echo this: it binds the start to one issue of the URL. It proves the issue,
 * not the holder.
 */
export type PushTokens = {
  sign(issueId: string, streamName: string): string
  /** The issue that the token names, or undefined when it was not made here for this stream. */
  verify(token: string, streamName: string): string | undefined
}

export function createPushTokens(tokenKey: string): PushTokens {
  const key = Buffer.from(hkdfSync('sha256', tokenKey, '', 'kaibo push token', 32))
  const mac = (issueId: string, streamName: string) =>
    createHmac('sha256', key)
      .update(`${issueId}|${streamName}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url')
  return {
    sign: (issueId, streamName) => `${issueId}.${mac(issueId, streamName)}`,
    verify(token, streamName) {
      const match = /^(issue_[0-9a-z]{20})\.([A-Za-z0-9_-]{22})$/.exec(token)
      if (!match?.[1] || !match[2]) return undefined
      const [, issueId, given] = match
      // Compared as text: 22 characters hold 4 bits more than the mac, so 16 texts decode to the same bytes.
      return timingSafeEqual(Buffer.from(mac(issueId, streamName)), Buffer.from(given)) ? issueId : undefined
    },
  }
}
