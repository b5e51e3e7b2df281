import type { HeartbeatAnswer, PlayUrls, PushUrl, PushUrlReason } from '@kaibo/live-core'
import type { CallAsUser } from './sessions.ts'

/** `takeOver`: the person chose to cut another device of theirs. */
export type PushUrlQuestion = { reason: PushUrlReason; takeOver: boolean }

export type Streams = {
  /** The right to broadcast into one's own room. Never keep or log the URL. */
  issuePushUrl(roomId: string, question: PushUrlQuestion): Promise<PushUrl>
  /** Says that this device is there, and whether it pushes. */
  sendHeartbeat(roomId: string, pushing: boolean): Promise<HeartbeatAnswer>
  /** Fresh play URLs, or why the room cannot be played now. `stalled`: the picture stopped on this phone. */
  issuePlayUrls(roomId: string, stalled: boolean): Promise<PlayUrls>
}

export const createStreams = (call: CallAsUser, deviceId: () => string): Streams => ({
  issuePushUrl: (roomId, { reason, takeOver }) =>
    call('issuePushUrl', {
      params: { roomId },
      body: { reason, deviceId: deviceId(), ...(takeOver ? { takeOver } : {}) },
    }),
  sendHeartbeat: (roomId, pushing) =>
    call('sendHeartbeat', { params: { roomId }, body: { deviceId: deviceId(), pushing } }),
  issuePlayUrls: (roomId, stalled) =>
    call('issuePlayUrls', { params: { roomId }, body: stalled ? { stalled } : {} }),
})
