import type { Rhythm } from '../config/rhythm.ts'
import type { RoomRow } from '../room/room-row.ts'
import type { PublisherLease } from './publisher-store.ts'

/**
 * Whether the device with the lease is still there: it pushes (the room is live), its heartbeat is fresh, or it asked
 * for its push URL a moment ago.
 */
export function isHeld(
  lease: PublisherLease,
  room: Pick<RoomRow, 'phase'>,
  { nowMs, rhythm }: { nowMs: number; rhythm: Pick<Rhythm, 'heartbeatFreshMs' | 'publisherGraceMs'> },
): boolean {
  const { heartbeatAt, takenAt } = lease
  return (
    room.phase === 'live' ||
    (heartbeatAt !== null && nowMs <= heartbeatAt.getTime() + rhythm.heartbeatFreshMs) ||
    nowMs <= takenAt.getTime() + rhythm.publisherGraceMs
  )
}
