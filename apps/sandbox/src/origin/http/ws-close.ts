import type { WebSocket } from 'ws'

/** Close codes of the media port (RFC 6455, 7.4.1). */
export const CLOSE_CODES = {
  /** The stream that was played has ended. */
  normal: 1000,
  /** The origin ended the push: drop, forbid, silence, or its own stop. */
  goingAway: 1001,
  /** Not a binary message. */
  unsupported: 1003,
  /** Not FLV. */
  invalid: 1007,
  /** A viewer sent something. */
  policy: 1008,
  /** An FLV tag or a message beyond its bound. */
  tooBig: 1009,
} as const

// How long a peer may take to read our last words before the connection is cut.
const FAREWELL_MS = 1_000

/** Closes in order, and cuts the connection when the peer does not go along. */
export function closeWebSocket(webSocket: WebSocket, code: number, reason: string): void {
  if (webSocket.readyState >= webSocket.CLOSING) return
  webSocket.close(code, reason)
  const timer = setTimeout(() => webSocket.terminate(), FAREWELL_MS)
  webSocket.once('close', () => clearTimeout(timer))
}
