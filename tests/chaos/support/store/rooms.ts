import type { Database } from '../../../../apps/api/src/storage/database.ts'
import { rowsOf } from '../../../../apps/api/src/testing/test-store.ts'
import type { ApiClient } from '../../../support/api-client.ts'
import { streamNameOf } from '../../../support/callbacks.ts'

/** A room whose broadcaster holds a push URL. */
export type PushedRoom = { id: string; url: string; streamName: string; streamParam: string }

export async function openRoom(owner: ApiClient, request: Record<string, unknown> = {}): Promise<PushedRoom> {
  const { id } = await owner.createRoom({ title: 'A room', ...request })
  const { url } = await owner.pushUrl(id)
  return { id, url, streamName: streamNameOf(url), streamParam: new URL(url).search.slice(1) }
}

/** A room as the store has it, and the name of its current stream. */
export type StoredRoom = {
  id: string
  phase: 'unstarted' | 'live' | 'interrupted' | 'ended'
  version: number
  stream: string
  is_doubted: boolean
}

export const storedRooms = (database: Database): Promise<StoredRoom[]> =>
  rowsOf<StoredRoom>(
    database,
    `select r.id, r.phase, r.version, r.doubted_at is not null as is_doubted,
       (select name from streams s where s.room_id = r.id order by generation desc limit 1) as stream
     from rooms r order by r.id`,
  )

/** The phase of every room, by its id. */
export async function phases(database: Database): Promise<Map<string, StoredRoom['phase']>> {
  const rows = await rowsOf<Pick<StoredRoom, 'id' | 'phase'>>(database, 'select id, phase from rooms')
  return new Map(rows.map(({ id, phase }) => [id, phase]))
}
