// The parts of node-media-server 4.4.3 that we use. It ships no types, and its documented entry point
// (`new NodeMediaServer()`) is not used here: see rtmp-protocol.ts for the reasons.

declare module 'node-media-server/src/protocol/rtmp.js' {
  export interface RtmpHeader {
    fmt: number
    cid: number
    timestamp: number
    length: number
    type: number
    stream_id: number
  }
  export interface RtmpPacket {
    header: RtmpHeader
    clock: number
    payload: Buffer
    capacity: number
    bytes: number
  }
  export interface AvPacket {
    codec_type: number
    dts: number
    size: number
    data: Buffer
  }
  export default class Rtmp {
    handshakeState: number
    inChunkSize: number
    outChunkSize: number
    inPackets: Map<number, RtmpPacket>
    parserPacket: RtmpPacket
    flv: unknown
    streams: number
    streamId: number
    objectEncoding: unknown
    onOutputCallback: (buffer: Buffer) => void
    onPacketCallback: (packet: AvPacket) => void
    parserData(buffer: Buffer): string | null
    chunkMessageHeaderRead(): number
    packetAlloc(): void
    controlHandler(): void
    invokeHandler(): void
    dataHandler(): void
    sendACK(size: number): void
    sendWindowACK(size: number): void
    setPeerBandwidth(size: number, type: number): void
    setChunkSize(size: number): void
    sendStreamStatus(status: number, streamId: number): void
    sendInvokeMessage(streamId: number, command: Record<string, unknown>): void
    sendStatusMessage(streamId: number, level: string, code: string, description: string): void
    sendRtmpSampleAccess(streamId: number): void
    respondConnect(transactionId: number): void
    respondCreateStream(transactionId: number): void
    static createMessage(packet: AvPacket): Buffer
  }
}

declare module 'node-media-server/src/protocol/flv.js' {
  import type { AvPacket } from 'node-media-server/src/protocol/rtmp.js'

  export default class Flv {
    onPacketCallback: (packet: AvPacket) => void
    parserData(buffer: Buffer): string | null
    static createHeader(hasAudio: boolean, hasVideo: boolean): Buffer
    static createMessage(packet: AvPacket): Buffer
  }
}

declare module 'node-media-server/src/protocol/amf.js' {
  const amf: {
    decodeAmf0Cmd(buffer: Buffer): Record<string, unknown>
    decodeAmf0Data(buffer: Buffer): Record<string, unknown>
    encodeAmf0Cmd(command: Record<string, unknown>): Buffer
    encodeAmf0Data(data: Record<string, unknown>): Buffer
    amf0EncodeOne(value: unknown): Buffer
  }
  export default amf
}

declare module 'node-media-server/src/core/logger.js' {
  const logger: { log: (message: string, level?: string) => void }
  export default logger
}
