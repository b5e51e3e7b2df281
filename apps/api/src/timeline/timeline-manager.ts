import { type RoomPhase, statusAt, type Timeline, toIsoTime, type User } from '@kaibo/live-core'
import type { Rhythm } from '../config/rhythm.ts'
import type { MediaProvider } from '../provider/media-provider.ts'
import { ownRoomOr404 } from '../room/room-access.ts'
import { readRoomFacts } from '../room/room-facts.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database } from '../storage/database.ts'
import { streamStore } from '../stream/stream-store.ts'
import { tellTimeline } from './tell-timeline.ts'

type Dependencies = { database: Database; provider: MediaProvider; rhythm: Rhythm }

const MOST_EVENTS = 500

/** Tells a broadcaster what happened to a room. */
export class TimelineManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** The newest 500 events, oldest first. Rejects with `not_found` for a room that is absent or another's. */
  async getTimeline(user: User, roomId: string): Promise<Timeline> {
    const { database, provider, rhythm } = this.#deps
    const room = ownRoomOr404(await roomStore.find(database, roomId), user)
    const { facts } = await readRoomFacts(database, room, rhythm)
    const streams = await streamStore.ofRoom(database, roomId)
    const entries = tellTimeline({
      facts,
      createdAtMs: room.created_at.getTime(),
      madeBecause: new Map(streams.map(({ generation, made_because }) => [generation, made_because])),
      explainEnd: (code, subCode) => provider.explainEnd(code, subCode),
    })
    const statusOf = (phase: RoomPhase, atMs: number) => statusAt(phase, room.starts_at?.getTime(), atMs)
    return {
      items: entries.slice(-MOST_EVENTS).map(({ atMs, type, text, phase }) => ({
        at: toIsoTime(atMs),
        type,
        status: statusOf(phase, atMs),
        text,
      })),
    }
  }
}
