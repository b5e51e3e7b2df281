import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isLoopbackOrigin } from '../../net/loopback.ts'
import { plainAddress } from '../../net/peer-address.ts'
import type { StreamRequest } from '../access/access-rules.ts'
import { isRefusal } from '../access/refusal.ts'
import { END_REASONS } from '../end-reason.ts'
import { REFUSAL_STATUS, refuseUpgrade } from './answer.ts'
import { webSocketOutput } from './flv-output.ts'
import { FlvViewer } from './flv-viewer.ts'
import type { MediaContext } from './media-context.ts'
import { readMediaUrl } from './media-url.ts'
import { CLOSE_CODES, closeWebSocket } from './ws-close.ts'
import { WsPublisher } from './ws-publisher.ts'

const PUSH_PROTOCOL = 'push'
// Viewers have nothing to say; this leaves room for pings.
const VIEWER_MESSAGE_BYTES = 1024
const COMMON = { noServer: true, clientTracking: false, perMessageDeflate: false } as const
const PARTS = { maxFragments: 1024, maxBufferedChunks: 16 * 1024 } as const

interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

/**
 * WS-FLV at `/APP/STREAM.flv`: a push with the subprotocol `push`, a play without one. The verdict comes at the
 * upgrade, as a real status with a line of text.
 */
export class WsGateway {
  readonly #context: MediaContext
  readonly #pushes: WebSocketServer
  readonly #plays: WebSocketServer

  constructor(context: MediaContext) {
    this.#context = context
    this.#pushes = new WebSocketServer({
      ...COMMON,
      ...PARTS,
      maxPayload: context.desk.limits.messageBytes,
    })
    this.#plays = new WebSocketServer({ ...COMMON, maxPayload: VIEWER_MESSAGE_BYTES, maxFragments: 1 })
  }

  upgrade(upgrade: Upgrade): void {
    const { headers, url = '' } = upgrade.request
    const media = readMediaUrl(url)
    const protocol = headers['sec-websocket-protocol']
    // Browsers let any page open a WebSocket to this machine, and tell only here which page it is.
    if (headers.origin !== undefined && !isLoopbackOrigin(headers.origin)) {
      this.#refuse(upgrade, 403, 'only for programs and pages of this machine')
    } else if (media.kind !== 'flv') {
      this.#refuse(upgrade, 404, 'no such path')
    } else if (protocol === PUSH_PROTOCOL) {
      this.#push(upgrade, media.stream)
    } else if (protocol === undefined) {
      this.#play(upgrade, media.stream)
    } else {
      this.#refuse(upgrade, 400, `the only subprotocol here is "${PUSH_PROTOCOL}"`)
    }
  }

  #push(upgrade: Upgrade, stream: StreamRequest): void {
    const { desk, logger } = this.#context
    const publisher = new WsPublisher(logger)
    const push = desk.openPush(stream, {
      userIp: plainAddress(upgrade.request.socket.remoteAddress),
      disconnect: () => publisher.disconnect(),
      sever: () => publisher.sever(),
    })
    if (isRefusal(push)) {
      this.#refuse(upgrade, REFUSAL_STATUS[push.kind], push.text)
      return
    }
    const webSocket = accept(this.#pushes, upgrade)
    if (webSocket) publisher.run(webSocket, push, desk.limits.messageBytes)
    else push.end(END_REASONS.tcpError)
  }

  #play(upgrade: Upgrade, stream: StreamRequest): void {
    const { desk, logger } = this.#context
    const broadcast = desk.openPlay(stream)
    if (isRefusal(broadcast)) {
      this.#refuse(upgrade, REFUSAL_STATUS[broadcast.kind], broadcast.text)
      return
    }
    const webSocket = accept(this.#plays, upgrade)
    if (!webSocket) return
    const viewer = new FlvViewer(webSocketOutput(webSocket), {
      backlogBytes: desk.limits.backlogBytes,
      stalled: () => logger.warn('WS-FLV viewer dropped: it does not read what it asked for'),
    })
    const unsubscribe = broadcast.subscribe(viewer)
    webSocket.on('message', () => {
      unsubscribe()
      closeWebSocket(webSocket, CLOSE_CODES.policy, 'viewers have nothing to send')
    })
    webSocket.on('error', unsubscribe)
    webSocket.on('close', unsubscribe)
  }

  #refuse({ socket }: Upgrade, status: number, line: string): void {
    this.#context.logger.info(`WS-FLV refused: ${line}`)
    refuseUpgrade(socket, status, line)
  }
}

/** Completes the handshake; `null` when the request is no proper one, which the library has answered then. */
function accept(server: WebSocketServer, { request, socket, head }: Upgrade): WebSocket | null {
  const accepted: WebSocket[] = []
  // Calls back before it returns, or never.
  server.handleUpgrade(request, socket, head, (webSocket) => accepted.push(webSocket))
  return accepted[0] ?? null
}
