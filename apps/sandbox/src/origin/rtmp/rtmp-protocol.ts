/// <reference path="./nms.d.ts" />
import logger from 'node-media-server/src/core/logger.js'
import Rtmp from 'node-media-server/src/protocol/rtmp.js'
import { type RtmpCommand, readCommand } from './rtmp-commands.ts'
import { RtmpViolation } from './rtmp-violation.ts'

// The library prints to stdout by itself, including what strangers send it.
logger.log = () => {}

/** What a session does with a peer's messages. */
export interface RtmpMessages {
  command(command: RtmpCommand): void
  media(type: number, timestampMs: number, payload: Buffer): void
}

const VERSION = 3
const SET_CHUNK_SIZE = 1
const SMALLEST_CONTROL_BYTES = 4
const AMF3_COMMAND = 17
const STREAM_EOF = 1
const WINDOW_BYTES = 5_000_000
const DYNAMIC_LIMIT = 2
const MOST_CHUNK_STREAMS = 32

/**
 * The RTMP of node-media-server 4.4.3, handshake, chunk parsing and chunk writing, without what surrounds it
 * there. Its session layer lets one malformed command end the process, announces a push before anybody has
 * judged it, and broadcasts what viewers send; so commands and bounds are handled here and everything else in
 * RtmpSession. Every method may throw on malformed input: the caller closes the connection.
 */
export class RtmpProtocol extends Rtmp {
  readonly #messages: RtmpMessages
  #messageBytes: number

  constructor(options: { messages: RtmpMessages; output: (bytes: Buffer) => void; messageBytes: number }) {
    super()
    this.#messages = options.messages
    this.#messageBytes = options.messageBytes
    this.onOutputCallback = options.output
    // An FLV parser with a 1 MiB buffer that RTMP never uses.
    this.flv = null
  }

  /** Raises or lowers the bound of one message and, twofold, of all that is held for this peer. */
  limitMessages(bytes: number): void {
    this.#messageBytes = bytes
  }

  feed(bytes: Buffer): void {
    if (this.handshakeState === 0 && bytes.length > 0 && bytes[0] !== VERSION) {
      throw new RtmpViolation('not an RTMP handshake')
    }
    const error = this.parserData(bytes)
    if (error !== null) throw new RtmpViolation(error)
  }

  acceptConnect(transactionId: number): void {
    this.objectEncoding = 0
    this.sendWindowACK(WINDOW_BYTES)
    this.setPeerBandwidth(WINDOW_BYTES, DYNAMIC_LIMIT)
    this.setChunkSize(this.outChunkSize)
    this.respondConnect(transactionId)
  }

  sendError(code: string, description: string): void {
    this.sendStatusMessage(this.streamId, 'error', code, description)
  }

  acceptPublish(): void {
    this.sendStatusMessage(this.streamId, 'status', 'NetStream.Publish.Start', 'Publishing.')
  }

  acceptPlay(): void {
    this.sendStreamStatus(0, this.streamId)
    this.sendStatusMessage(this.streamId, 'status', 'NetStream.Play.Reset', 'Playing and resetting stream.')
    this.sendStatusMessage(this.streamId, 'status', 'NetStream.Play.Start', 'Started playing stream.')
    this.sendRtmpSampleAccess(this.streamId)
  }

  announceEnd(): void {
    this.sendStreamStatus(STREAM_EOF, this.streamId)
    this.sendStatusMessage(this.streamId, 'status', 'NetStream.Play.UnpublishNotify', 'The stream has ended.')
  }

  override chunkMessageHeaderRead(): number {
    const packet = this.parserPacket
    const announced = packet.header.length
    const offset = super.chunkMessageHeaderRead()
    if (packet.header.length > this.#messageBytes) throw tooBig(packet.header.length)
    // The buffer was sized for the length announced first.
    if (packet.bytes > 0 && packet.header.length !== announced) {
      throw new RtmpViolation('a message changed its length half way')
    }
    if (this.inPackets.size > MOST_CHUNK_STREAMS) throw new RtmpViolation('too many chunk streams')
    return offset
  }

  override packetAlloc(): void {
    super.packetAlloc()
    let held = 0
    for (const packet of this.inPackets.values()) held += packet.capacity
    if (held > 2 * this.#messageBytes) throw tooBig(held)
  }

  override controlHandler(): void {
    if (this.parserPacket.header.length < SMALLEST_CONTROL_BYTES) {
      throw new RtmpViolation('a control message is too short')
    }
    super.controlHandler()
    // Zero would stop the parser for ever; the top bit must be zero (RTMP 1.0 specification, 5.4.1).
    const validChunkSize = this.inChunkSize >= 1 && this.inChunkSize <= 0x7fffffff
    if (this.parserPacket.header.type === SET_CHUNK_SIZE && !validChunkSize) {
      throw new RtmpViolation('invalid chunk size')
    }
  }

  override invokeHandler(): void {
    const { header, payload } = this.parserPacket
    const command = readCommand(payload.subarray(header.type === AMF3_COMMAND ? 1 : 0, header.length))
    if (command.name === 'publish' || command.name === 'play') this.streamId = header.stream_id
    this.#messages.command(command)
  }

  override dataHandler(): void {
    const { header, payload, clock } = this.parserPacket
    this.#messages.media(header.type, clock, payload.subarray(0, header.length))
  }
}

function tooBig(bytes: number): RtmpViolation {
  return new RtmpViolation(`${bytes} bytes exceed the bound of a message`, { tooBig: true })
}
