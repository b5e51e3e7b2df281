import type { Sandbox } from '../sandbox.ts'
import { flvOpening, flvTag } from './flv-bytes.ts'
import { FRAMES, SCRIPT, setDataFrame, VIDEO } from './frames.ts'
import { HttpPublisher } from './http-publisher.ts'
import { RtmpPeer } from './rtmp-peer.ts'
import { httpPushUrl, pushName, rtmpPort, wsPushUrl } from './test-sandbox.ts'
import { until } from './until.ts'
import { WsPeer } from './ws-peer.ts'

/** A publisher for tests, whatever carries its push. */
export interface TestPublisher {
  readonly closed: boolean
  /** Sends one keyframe that carries the mark. */
  picture(timestampMs: number, mark?: string): void
  /** Says that it has finished. */
  finish(): void
  /** Is gone without a word. */
  destroy(): void
}

type Connect = (sandbox: Sandbox, streamName: string) => Promise<TestPublisher | null>

const CONNECT = {
  RTMP: async (sandbox, streamName) => {
    const peer = await RtmpPeer.ready(rtmpPort(sandbox))
    peer.publish(pushName(streamName))
    if ((await peer.verdict()) !== 'NetStream.Publish.Start') return null
    peer.message(SCRIPT, 0, setDataFrame({ width: 640, height: 360, videocodecid: 7 }))
    peer.message(VIDEO, 0, FRAMES.videoHeader)
    peer.message(VIDEO, 0, FRAMES.key('opening'))
    return {
      get closed() {
        return peer.closed
      },
      picture: (timestampMs, mark) => peer.message(VIDEO, timestampMs, FRAMES.key(mark)),
      finish: () => peer.deleteStream(),
      destroy: () => peer.destroy(),
    }
  },
  'WS-FLV': async (sandbox, streamName) => {
    const peer = await WsPeer.push(wsPushUrl(sandbox, streamName))
    return peer.status === 101 ? flvPublisher(peer, () => peer.webSocket.close(1000)) : null
  },
  'HTTP-FLV': async (sandbox, streamName) => {
    const client = new HttpPublisher(httpPushUrl(sandbox, streamName), { expect: '100-continue' })
    await until('a verdict', () => client.continued || client.status !== null)
    return client.continued ? flvPublisher(client, () => void client.end()) : null
  },
} as const satisfies Record<string, Connect>

export type Transport = keyof typeof CONNECT

export const TRANSPORTS: readonly Transport[] = ['RTMP', 'WS-FLV', 'HTTP-FLV']

/** Pushes metadata and a keyframe marked `opening`; `null` when the push is refused. */
export function tryToPublish(
  transport: Transport,
  ...where: Parameters<Connect>
): Promise<TestPublisher | null> {
  return CONNECT[transport](...where)
}

/** Pushes a stream, and waits until it is live. */
export async function publish(
  transport: Transport,
  sandbox: Sandbox,
  streamName: string,
): Promise<TestPublisher> {
  const publisher = await tryToPublish(transport, sandbox, streamName)
  if (!publisher) throw new Error(`the push of ${streamName} was refused`)
  await until('the stream is live', () => sandbox.list().some((stream) => stream.streamName === streamName))
  return publisher
}

function flvPublisher(
  peer: { readonly closed: boolean; send(bytes: Buffer): void; destroy(): void },
  finish: () => void,
): TestPublisher {
  peer.send(flvOpening('opening'))
  return {
    get closed() {
      return peer.closed
    },
    picture: (timestampMs, mark) => peer.send(flvTag(VIDEO, timestampMs, FRAMES.key(mark))),
    finish,
    destroy: () => peer.destroy(),
  }
}
