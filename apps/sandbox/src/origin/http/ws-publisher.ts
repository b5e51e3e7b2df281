import type { RawData, WebSocket } from 'ws'
import type { Logger } from '../../logger.ts'
import { END_REASONS } from '../end-reason.ts'
import { FlvPublication } from '../flv/flv-publication.ts'
import type { Push } from '../push.ts'
import { CLOSE_CODES, closeWebSocket } from './ws-close.ts'

const NO_CLOSE_FRAME = 1006

/** One WS-FLV push: binary messages carry an FLV byte stream, split anywhere. */
export class WsPublisher {
  readonly #logger: Logger
  #webSocket: WebSocket | null = null

  constructor(logger: Logger) {
    this.#logger = logger
  }

  run(webSocket: WebSocket, push: Push, maxPayloadBytes: number): void {
    const publication = new FlvPublication(push, maxPayloadBytes)
    this.#webSocket = webSocket
    webSocket.on('message', (data, isBinary) => this.#read(publication, data, isBinary))
    webSocket.on('error', (error) => failed(publication, error))
    webSocket.on('close', (code) => {
      if (code === NO_CLOSE_FRAME) publication.lose(END_REASONS.tcpError)
      else publication.finish(END_REASONS.tcpEnd)
    })
  }

  /** The push has ended: by the origin, unless the connection is closing already. */
  disconnect(): void {
    if (this.#webSocket) closeWebSocket(this.#webSocket, CLOSE_CODES.goingAway, 'the origin ended this push')
  }

  /** Cuts the connection: the peer gets no close frame. */
  sever(): void {
    this.#webSocket?.terminate()
  }

  #read(publication: FlvPublication, data: RawData, isBinary: boolean): void {
    if (!isBinary || !Buffer.isBuffer(data)) {
      this.#close(CLOSE_CODES.unsupported, 'only binary messages carry FLV')
      publication.end(END_REASONS.badFlv)
      return
    }
    const fault = publication.take(data)
    if (!fault) return
    // Before the end, which would give the general reason.
    this.#close(fault.tooBig ? CLOSE_CODES.tooBig : CLOSE_CODES.invalid, fault.text)
    publication.end(fault.reason)
  }

  #close(code: number, reason: string): void {
    this.#logger.warn(`WS-FLV push closed: ${reason}`)
    if (this.#webSocket) closeWebSocket(this.#webSocket, code, reason)
  }
}

// The library has told the peer by itself: 1009 for a message beyond its bound, 1002 and others for the rest.
function failed(publication: FlvPublication, error: Error): void {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') publication.end(END_REASONS.tagTooBig)
  else if (code.startsWith('WS_ERR_')) publication.end(END_REASONS.badFlv)
  else publication.lose(END_REASONS.tcpError)
}
