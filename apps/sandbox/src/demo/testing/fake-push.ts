import type { MediaPacket } from '../flv-clip.ts'
import type { PushConnection } from '../push-connection.ts'

/** A push that the origin ends after `packets` packets. */
export const fakePush = (packets: number): PushConnection & { sent: MediaPacket[]; isClosed: boolean } => {
  let end: (reason: string) => void = () => undefined
  const push = {
    sent: [] as MediaPacket[],
    isClosed: false,
    closed: new Promise<string>((resolve) => {
      end = resolve
    }),
    send: (packet: MediaPacket) => {
      push.sent.push(packet)
      if (push.sent.length === packets) end('dropped')
    },
    close: async () => {
      push.isClosed = true
      end('closed')
    },
  }
  return push
}
