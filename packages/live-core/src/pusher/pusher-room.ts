import type { Room } from '../room/room.ts'

/** Only an end by a person is final; a room whose window passed is opened again by asking for a push URL. */
export const isFinalEnd = ({ status, endReason }: Room): boolean =>
  status === 'ended' && (endReason === 'broadcaster' || endReason === 'operator')

/** A room never goes back to an older version. */
export const newerRoom = (known: Room | null, heard: Room): Room =>
  known !== null && known.version > heard.version ? known : heard
