import type { Room } from '../room/room.ts'
import { isFinalEnd } from '../room-status/room-status-names.ts'

/** Ended by a person; a room whose window passed is opened again by asking for a push URL. */
export const isOverForGood = ({ status, endReason }: Room): boolean =>
  status === 'ended' && isFinalEnd(endReason)

/** A room never goes back to an older version. */
export const newerRoom = (known: Room | null, heard: Room): Room =>
  known !== null && known.version > heard.version ? known : heard
