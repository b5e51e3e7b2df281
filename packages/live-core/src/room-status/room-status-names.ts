/** A room's status, as people are told it. The rule that yields it is `roomStatus`. */
export const roomStatuses = ['scheduled', 'waiting', 'live', 'interrupted', 'ended'] as const
export type RoomStatus = (typeof roomStatuses)[number]

/** Who or what ended a room. `window`: the reconnect window passed; the broadcaster may still come back. */
export const endReasons = ['broadcaster', 'operator', 'window'] as const
export type EndReason = (typeof endReasons)[number]

/** An end by a person: nothing reopens the room. A reason that is missing or unknown is not called final. */
export const isFinalEnd = (reason: EndReason | 'unknown' | null | undefined): boolean =>
  reason === 'broadcaster' || reason === 'operator'
