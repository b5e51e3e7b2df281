import type { PusherEvent } from '../pusher-event.ts'
import type { PusherState } from '../pusher-state.ts'

/** What the server said last, of what still counts. */
export class ServerWord {
  saysEnded = false

  /** An answer to a question that was given up says nothing any more. */
  hear(event: Extract<PusherEvent, { requestId: number }>, before: PusherState): void {
    const { urlAskId, roomAskId, endAskId, beatAskId, room } = before
    const { requestId } = event
    if (![urlAskId, roomAskId, endAskId, beatAskId].includes(requestId)) return
    switch (event.type) {
      case 'push-url-answered':
        this.saysEnded = false
        return
      case 'request-failed':
        if (event.code === 'room_ended' && (requestId === urlAskId || requestId === endAskId))
          this.saysEnded = true
        return
      case 'room-answered':
      case 'heartbeat-answered': {
        const said = event.type === 'room-answered' ? event.room : event.answer.room
        const newest = said.version >= (room?.version ?? 0) ? said : room
        this.saysEnded = newest?.status === 'ended'
      }
    }
  }
}
