import type { ServerResponse } from 'node:http'
import type { WebSocket } from 'ws'
import { CLOSE_CODES, closeWebSocket } from './ws-close.ts'

/** Where an FLV viewer's bytes go. */
export interface FlvOutput {
  readonly isOpen: boolean
  /** Bytes that were written and have not left yet. */
  readonly pendingBytes: number
  write(bytes: Buffer): void
  /** Ends in order, after what was written. */
  end(): void
  /** Cuts the connection. */
  destroy(): void
}

export function responseOutput(response: ServerResponse): FlvOutput {
  return {
    get isOpen() {
      return !response.destroyed && !response.writableEnded
    },
    get pendingBytes() {
      return response.writableLength
    },
    write: (bytes) => response.write(bytes),
    end: () => response.end(),
    destroy: () => response.destroy(),
  }
}

/** One binary message per tag. */
export function webSocketOutput(webSocket: WebSocket): FlvOutput {
  return {
    get isOpen() {
      return webSocket.readyState === webSocket.OPEN
    },
    get pendingBytes() {
      return webSocket.bufferedAmount
    },
    write: (bytes) => webSocket.send(bytes),
    end: () => closeWebSocket(webSocket, CLOSE_CODES.normal, 'the stream has ended'),
    destroy: () => webSocket.terminate(),
  }
}
