// node-media-server ships no types. Only what the demo broadcaster uses is declared here.
declare module 'node-media-server/src/protocol/rtmp_client.js' {
  import type { Socket } from 'node:net'

  type OutgoingPacket = { codec_type: number; dts: number; size: number; data: Buffer }

  export default class RtmpClient {
    static createMessage(packet: OutgoingPacket): Buffer
    socket: Socket | null
    baseUri: string
    streamId: number
    handleData: (data: Buffer) => void
    onCloseCallback: (hadError: boolean) => void
    onErrorCallback: (error: Error) => void
    onStatusCallback: (code: string, info: { description?: string }) => void
    connect(url: string): Promise<void>
    sendConnect(): Promise<unknown>
    sendCreateStream(): Promise<number>
    sendPublish(streamName: string): Promise<unknown>
    sendInvokeMessage(streamId: number, command: Record<string, unknown>): void
    write(buffer: Buffer): void
    disconnect(): void
  }
}
