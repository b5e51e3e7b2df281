import type { RoomPhase } from '@kaibo/live-core'
import type { RoomJournal } from '../room/room-journal.ts'
import type { ApiMeasures } from './api-measures.ts'

/** The journal as the sweeper uses it: what its questions change is counted, since a callback should have said it. */
export const repairingJournal = (
  journal: Pick<RoomJournal, 'append'>,
  counter: ApiMeasures['repairs'],
): Pick<RoomJournal, 'append'> => ({
  async append(roomId, nowMs, writeFacts) {
    let from: RoomPhase | undefined
    const row = await journal.append(roomId, nowMs, (tx, room) => {
      from = room.phase
      return writeFacts(tx, room)
    })
    if (row && from !== undefined && from !== row.phase) counter.add({ from, to: row.phase })
    return row
  },
})
