import * as z from 'zod/mini'
import { roomStatuses } from '../room-status/room-status-names.ts'
import { isoTime } from '../wire/iso-time.ts'
import { openEnum } from '../wire/open-enum.ts'

/** What can happen in a broadcast. `repaired`: an answer of the provider corrected what was known. */
export const timelineEventTypes = [
  'room.created',
  'push.started',
  'push.ended',
  'stream.replaced',
  'repaired',
  'room.reopened',
  'room.ended',
] as const
export type TimelineEventType = (typeof timelineEventTypes)[number]

/** One thing that happened, in words for the broadcaster. */
export const timelineEvent = z.object({
  at: isoTime,
  type: openEnum(timelineEventTypes),
  /** The room's status from then on. */
  status: openEnum(roomStatuses),
  text: z.object({ zh: z.string(), en: z.string() }),
})
export type TimelineEvent = z.infer<typeof timelineEvent>

/** What happened to a room, oldest first; at most the newest 500. */
export const timeline = z.object({ items: z.array(timelineEvent) })
export type Timeline = z.infer<typeof timeline>
