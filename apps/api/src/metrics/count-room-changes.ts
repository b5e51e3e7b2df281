import type { RoomChangeConsumer } from '../outbox/outbox-publisher.ts'
import type { ApiMeasures } from './api-measures.ts'

/** Counts what the outbox tells. It tells at least once, so that a change may count twice. */
export const countRoomChanges =
  (counter: ApiMeasures['roomChanges']): RoomChangeConsumer =>
  ({ room }) => {
    counter.add({ status: room.status, end_reason: room.endReason ?? '' })
  }
