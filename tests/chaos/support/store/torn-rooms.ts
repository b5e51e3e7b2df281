import type { Database } from '../../../../apps/api/src/storage/database.ts'
import { rowsOf } from '../../../../apps/api/src/testing/test-store.ts'

/** Rooms of keyed creates that are not whole: key, room, first stream and first outbox row belong together. */
export async function tornRooms(database: Database): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    database,
    `select count(*)::int as count from rooms r full join idempotency_keys k on k.room_id = r.id
     where r.id is null or k.key is null or k.key <> r.title or r.version <> 1
       or (select count(*) from streams s where s.room_id = r.id and s.generation = 1) <> 1
       or (select count(*) from outbox o where o.room_id = r.id and o.version = 1) <> 1`,
  )
  return row?.count ?? Number.NaN
}

/** Keys with more than one room; each such room is called by its key. */
export async function doubleRooms(database: Database): Promise<number> {
  const rows = await rowsOf(
    database,
    `select title from rooms where title like 'key-%' group by title having count(*) > 1`,
  )
  return rows.length
}
