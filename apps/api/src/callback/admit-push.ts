import { isOverForGood } from '../room/room-access.ts'
import { mayPublish } from '../stream/may-publish.ts'
import { pushUrlIssueStore } from '../stream/push-url-issue-store.ts'
import { streamStore } from '../stream/stream-store.ts'
import type { Admit } from './push-recorder.ts'

/**
 * Whether a push may begin that its provider asks about beforehand: with a URL that was issued here, on the room's
 * current stream, while that is not wanted forbidden and the room can still go on, and, of several issues, with one that
 * has the right. Where the provider does not ask, the same is found out afterwards and the stream replaced.
 */
export const createAdmitPush =
  (reopenWithinMs: number): Admit =>
  async (tx, room, { streamName, issueId, receivedAtMs }) => {
    if (issueId === undefined || isOverForGood(room, receivedAtMs, reopenWithinMs)) return false
    const current = await streamStore.current(tx, room.id)
    if (current.name !== streamName || current.desired_state === 'forbidden') return false
    return mayPublish(await pushUrlIssueStore.ofStream(tx, streamName), issueId, receivedAtMs)
  }
