import { foldRoom } from '@kaibo/live-core'
import { expect } from 'vitest'
import { DEFAULT_RHYTHM } from '../config/rhythm.ts'
import { readRoomFacts } from '../room/room-facts.ts'
import { differs } from '../room/room-row.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database } from '../storage/database.ts'
import { rowsOf } from './test-store.ts'

/** Checks what must hold for a room at any time: its row is the fold of its facts, and each version has one outbox row. */
export async function expectSoundJournal(
  database: Database,
  roomId: string,
  rhythm = DEFAULT_RHYTHM,
): Promise<void> {
  const row = await roomStore.find(database, roomId)
  if (!row) throw new Error(`There is no room ${roomId}`)
  const fold = foldRoom((await readRoomFacts(database, row, rhythm)).facts)
  expect({ fold, differs: differs(row, fold) }).toEqual({ fold, differs: false })
  const outbox = await rowsOf<{ version: number; type: string }>(
    database,
    'select version, type from outbox where room_id = $1 order by id',
    [roomId],
  )
  expect(outbox).toEqual(
    Array.from({ length: row.version }, (_, index) => ({
      version: index + 1,
      type: index === 0 ? 'room.created' : 'room.changed',
    })),
  )
}
