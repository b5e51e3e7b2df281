import { foldRoom } from '@kaibo/live-core'
import type { Rhythm } from '../../../../apps/api/src/config/rhythm.ts'
import { readRoomFacts } from '../../../../apps/api/src/room/room-facts.ts'
import { differs } from '../../../../apps/api/src/room/room-row.ts'
import { roomStore } from '../../../../apps/api/src/room/room-store.ts'
import type { Database } from '../../../../apps/api/src/storage/database.ts'
import { inParallel } from '../../../../apps/api/src/sweep/in-parallel.ts'
import { rowsOf } from '../../../../apps/api/src/testing/test-store.ts'

const AT_ONCE = 8

/**
 * The rooms for which what must hold at any time does not: the row is the fold of the room's facts, and every version
 * has its one outbox row.
 */
export async function unsoundRooms(database: Database, rhythm: Rhythm): Promise<string[]> {
  const unsound = new Set(await roomsWithTornOutbox(database))
  const rooms = await rowsOf<{ id: string }>(database, 'select id from rooms')
  await inParallel(rooms, AT_ONCE, async ({ id }) => {
    const row = await roomStore.find(database, id)
    // A room without a stream has no facts to be the fold of.
    const known = row && (await readRoomFacts(database, row, rhythm).catch(() => undefined))
    if (!known || differs(row, foldRoom(known.facts))) unsound.add(id)
  })
  return [...unsound]
}

async function roomsWithTornOutbox(database: Database): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    database,
    `select r.id from rooms r left join outbox o on o.room_id = r.id
     group by r.id, r.version
     having count(o.id) <> r.version or min(o.version) <> 1 or max(o.version) <> r.version
       or count(*) filter (where (o.type = 'room.created') <> (o.version = 1)) > 0`,
  )
  return rows.map(({ id }) => id)
}
