import { setTimeout as delay } from 'node:timers/promises'
import RtmpClient from 'node-media-server/src/protocol/rtmp_client.js'
import { type MediaPacket, SCRIPT } from './flv-clip.ts'
import { pushTarget } from './push-target.ts'

/** One accepted publish of a stream. */
export type PushConnection = {
  send(packet: MediaPacket): void
  /** Resolves with the reason once the connection is over, whoever ended it; never rejects. */
  closed: Promise<string>
  /** Ends the stream properly, so that the origin reports a finished push and not a broken one. */
  close(): Promise<void>
}

export type ConnectPush = (url: string) => Promise<PushConnection>

const CONNECT_TIMEOUT_MS = 5_000
const CLOSE_TIMEOUT_MS = 1_000
/** More than half a minute of the demo clip: an origin that is this far behind has stopped reading. */
const MAX_BACKLOG_BYTES = 1024 * 1024
const REFUSED_OR_ENDED = /Failed|BadName|Rejected|Error|Unpublish|Closed/
/** The AMF0 string that asks the origin to keep the metadata that follows. */
const SET_DATA_FRAME = Buffer.from('\x02\x00\x0d@setDataFrame', 'latin1')

/**
 * Connects to a signed rtmp push URL and publishes.
 * @throws when the origin cannot be reached, refuses, or does not answer within 5 s. The message never holds
 * the URL: whoever has it can broadcast.
 */
export const connectPush: ConnectPush = async (url) => {
  const client = new RtmpClient()
  let resolveClosed: (reason: string) => void = () => undefined
  const closed = new Promise<string>((resolve) => {
    resolveClosed = resolve
  })
  let firstReason: string | undefined
  const over = (reason: string) => {
    firstReason ??= reason
    resolveClosed(firstReason)
  }
  const fail = (reason: string) => {
    over(reason)
    client.disconnect()
  }
  client.onCloseCallback = () => over('the origin closed the connection')
  client.onErrorCallback = (error) => fail(error.message)
  client.onStatusCallback = (code, { description }) => {
    if (REFUSED_OR_ENDED.test(code)) over(`the origin says ${description ?? code}`)
  }
  guardParser(client, fail)
  await withinTime(publish(client, url)).catch((error: unknown) => {
    client.disconnect()
    throw new Error(firstReason ?? (error instanceof Error ? error.message : 'the push failed'))
  })
  return {
    closed,
    send: (packet) => send(client, packet, fail),
    close: async () => {
      finish(client)
      await Promise.race([closed, delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })])
      client.disconnect()
      over('closed')
    },
  }
}

const publish = async (client: RtmpClient, url: string): Promise<void> => {
  const { tcUrl, publishName } = pushTarget(url)
  await client.connect(url)
  // The client would name the stream in tcUrl too, and some origins then file it under another application.
  client.baseUri = tcUrl
  await client.sendConnect()
  await client.sendCreateStream()
  await client.sendPublish(publishName)
}

const withinTime = async (work: Promise<void>): Promise<void> => {
  const timer = new AbortController()
  const tooLate = delay(CONNECT_TIMEOUT_MS, undefined, { signal: timer.signal }).then(() => {
    throw new Error('the origin did not answer in time')
  })
  try {
    await Promise.race([work, tooLate])
  } finally {
    tooLate.catch(() => undefined)
    timer.abort()
  }
}

/** Malformed answers make the client's parser throw inside a socket event, which would end the process. */
const guardParser = (client: RtmpClient, fail: (reason: string) => void): void => {
  const parse = client.handleData
  client.handleData = (data) => {
    try {
      parse(data)
    } catch {
      fail('the origin sent something that is not RTMP')
    }
  }
}

const send = (client: RtmpClient, packet: MediaPacket, fail: (reason: string) => void): void => {
  // Already closed: `closed` has told why, and the publisher stops at its next step.
  if (client.socket === null || client.socket.destroyed) return
  const data = packet.type === SCRIPT ? Buffer.concat([SET_DATA_FRAME, packet.payload]) : packet.payload
  const message = RtmpClient.createMessage({
    codec_type: packet.type,
    dts: packet.timestampMs,
    size: data.length,
    data,
  })
  // The client leaves the message stream id 0, which is the connection itself and not our stream.
  message.writeUInt32LE(client.streamId, 8)
  client.write(message)
  if (client.socket.writableLength > MAX_BACKLOG_BYTES) fail('the origin stopped reading')
}

const finish = (client: RtmpClient): void => {
  if (client.socket === null || client.socket.destroyed) return
  client.sendInvokeMessage(0, { cmd: 'deleteStream', transId: 0, cmdObj: null, streamId: client.streamId })
  client.socket.end()
}
