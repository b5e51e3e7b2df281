import type { Managers } from '../../../../apps/api/src/testing/managers.ts'
import { rowsOf } from '../../../../apps/api/src/testing/test-store.ts'

/** A stream of somebody's room. `isInUse`: the room is open, and this is its current one. */
export type OwnedStream = { name: string; isInUse: boolean }

const LONG_MS = 10 * 60_000

export async function ownedStreams({ database }: Managers, ownerId: string): Promise<OwnedStream[]> {
  const rows = await rowsOf<{ name: string; is_in_use: boolean }>(
    database,
    `select s.name, r.phase <> 'ended' and s.generation = max(s.generation) over (partition by r.id) as is_in_use
     from rooms r join streams s on s.room_id = r.id where r.owner_id = $1`,
    [ownerId],
  )
  return rows.map(({ name, is_in_use }) => ({ name, isInUse: is_in_use }))
}

/** Lets the reconciler come to rest, and counts the streams that are not in use and may be pushed all the same. */
export async function openOldStreams(managers: Managers, ownerId: string): Promise<number> {
  managers.clock.advance(LONG_MS)
  await managers.reconciler.tick()
  const streams = await ownedStreams(managers, ownerId)
  return streams.filter(({ name, isInUse }) => !isInUse && managers.streams.states.get(name) !== 'forbidden')
    .length
}
