import type { PlayUrls, PushUrl, PushUrlReason } from '@kaibo/live-core'
import type { CallAsUser } from './sessions.ts'

export type Streams = {
  /** The right to broadcast into one's own room. Never keep or log the URL. */
  issuePushUrl(roomId: string, reason: PushUrlReason): Promise<PushUrl>
  /** Fresh play URLs, or why the room cannot be played now. */
  issuePlayUrls(roomId: string): Promise<PlayUrls>
}

export const createStreams = (call: CallAsUser): Streams => ({
  issuePushUrl: (roomId, reason) => call('issuePushUrl', { params: { roomId }, body: { reason } }),
  issuePlayUrls: (roomId) => call('issuePlayUrls', { params: { roomId } }),
})
