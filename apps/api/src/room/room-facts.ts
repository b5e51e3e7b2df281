import type { RoomFacts } from '@kaibo/live-core'
import type { Rhythm } from '../config/rhythm.ts'
import { publisherStore } from '../publisher/publisher-store.ts'
import type { Queryable } from '../storage/database.ts'
import { observationStore } from '../stream/observation-store.ts'
import { pushFactStore } from '../stream/push-fact-store.ts'
import { type StreamRow, streamStore } from '../stream/stream-store.ts'
import type { RoomRow } from './room-row.ts'
import { stopStore } from './stop-store.ts'

/** All that is known of a room, as live-core folds it, and the current stream's row. */
export type KnownRoom = { facts: RoomFacts; stream: StreamRow }

/** Reads a room's journal. */
export async function readRoomFacts(tx: Queryable, room: RoomRow, rhythm: Rhythm): Promise<KnownRoom> {
  const streams = await streamStore.ofRoom(tx, room.id)
  const stream = streams[0]
  if (!stream) throw new Error(`Room ${room.id} has no stream`)
  const names = streams.map(({ name }) => name)
  const pushes = await pushFactStore.ofStreams(tx, names)
  const observations = await observationStore.ofStreams(tx, names)
  const heartbeats = await publisherStore.pushingHeartbeats(tx, room.id)
  const facts: RoomFacts = {
    times: { ...rhythm, reconnectWindowMs: room.reconnect_window_seconds * 1000 },
    streams: streams.map(({ name, generation, created_at }) => ({
      generation,
      createdAtMs: created_at.getTime(),
      pushes: pushes.get(name) ?? [],
      observations: observations.get(name) ?? [],
    })),
    stops: await stopStore.ofRoom(tx, room.id),
    ...(heartbeats ? { heartbeats } : {}),
    ...(room.recovered_at ? { recoveredAtMs: room.recovered_at.getTime() } : {}),
  }
  return { facts, stream }
}
