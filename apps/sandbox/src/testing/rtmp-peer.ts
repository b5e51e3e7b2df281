/// <reference path="../origin/rtmp/nms.d.ts" />
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import amf from 'node-media-server/src/protocol/amf.js'
import Rtmp from 'node-media-server/src/protocol/rtmp.js'
import { until } from './until.ts'

const HANDSHAKE_BYTES = 1536
const HANDSHAKE_DONE = 3

export interface ReceivedMedia {
  readonly type: number
  readonly data: Buffer
}

/** An RTMP client for tests: honest helpers, and raw bytes for everything else. */
export class RtmpPeer extends Rtmp {
  readonly peerSocket: Socket
  readonly statuses: { level?: string; code?: string; description?: string }[] = []
  readonly media: ReceivedMedia[] = []
  closed = false
  #results = 0

  static async connect(port: number): Promise<RtmpPeer> {
    const socket = connect({ host: '127.0.0.1', port })
    await once(socket, 'connect')
    return new RtmpPeer(socket)
  }

  /** Connected, shaken hands, `connect` and `createStream` answered. */
  static async ready(port: number, app = 'live'): Promise<RtmpPeer> {
    const peer = await RtmpPeer.connect(port)
    await peer.shakeHands()
    peer.connectApp(app)
    peer.sendInvokeMessage(0, { cmd: 'createStream', transId: 2, cmdObj: null })
    await until('connect and createStream are answered', () => peer.#results >= 2 || peer.closed)
    return peer
  }

  private constructor(socket: Socket) {
    super()
    this.peerSocket = socket
    this.onOutputCallback = (bytes) => this.raw(bytes)
    socket.on('error', () => {})
    socket.on('close', () => {
      this.closed = true
    })
  }

  async shakeHands(): Promise<void> {
    const socket = this.peerSocket
    let received = Buffer.alloc(0)
    const answered = new Promise<void>((resolve) => {
      const collect = (bytes: Buffer) => {
        received = Buffer.concat([received, bytes])
        if (received.length < 1 + 2 * HANDSHAKE_BYTES) return
        socket.off('data', collect)
        resolve()
      }
      socket.on('data', collect)
    })
    this.raw(Buffer.concat([Buffer.from([3]), Buffer.alloc(HANDSHAKE_BYTES)]))
    await answered
    this.raw(received.subarray(1, 1 + HANDSHAKE_BYTES))
    this.handshakeState = HANDSHAKE_DONE
    socket.on('data', (bytes) => this.parserData(bytes))
    this.setChunkSize(this.outChunkSize)
  }

  raw(bytes: Buffer): void {
    if (!this.peerSocket.destroyed) this.peerSocket.write(bytes)
  }

  connectApp(app: string): void {
    const cmdObj = { app, tcUrl: `rtmp://127.0.0.1/${app}` }
    this.sendInvokeMessage(0, { cmd: 'connect', transId: 1, cmdObj })
  }

  publish(nameAndQuery: string): void {
    this.sendInvokeMessage(1, {
      cmd: 'publish',
      transId: 3,
      cmdObj: null,
      streamName: nameAndQuery,
      type: 'live',
    })
  }

  play(nameAndQuery: string): void {
    this.sendInvokeMessage(1, { cmd: 'play', transId: 3, cmdObj: null, streamName: nameAndQuery })
  }

  deleteStream(): void {
    this.sendInvokeMessage(0, { cmd: 'deleteStream', transId: 4, cmdObj: null, streamId: 1 })
  }

  message(type: number, timestampMs: number, data: Buffer): void {
    this.raw(Rtmp.createMessage({ codec_type: type, dts: timestampMs, size: data.length, data }))
  }

  /** Waits for the verdict on `publish` or `play` and returns its code. */
  async verdict(): Promise<string> {
    const decisive = /Publish|Play\.(Start|Failed|StreamNotFound)/
    const find = () => this.statuses.find(({ code }) => code !== undefined && decisive.test(code))
    await until('a verdict', () => find() !== undefined || this.closed)
    return find()?.code ?? 'closed'
  }

  get refusal(): string | undefined {
    return this.statuses.find(({ level }) => level === 'error')?.description
  }

  hasSeen(mark: string): boolean {
    return this.media.some(({ data }) => data.includes(mark))
  }

  destroy(): void {
    this.peerSocket.destroy()
  }

  override invokeHandler(): void {
    const { payload, header } = this.parserPacket
    const { cmd, info } = amf.decodeAmf0Cmd(payload.subarray(0, header.length))
    if (cmd === '_result') this.#results += 1
    if (cmd === 'onStatus' && typeof info === 'object' && info !== null) this.statuses.push({ ...info })
  }

  override dataHandler(): void {
    const { payload, header } = this.parserPacket
    this.media.push({ type: header.type, data: Buffer.from(payload.subarray(0, header.length)) })
  }
}
