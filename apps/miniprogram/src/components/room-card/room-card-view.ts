import type { Room } from '@kaibo/live-core'
import type { Texts } from '../../text/index.ts'

/** A room as its card shows it. */
export type RoomCard = {
  id: string
  title: string
  broadcaster: string
  /** Empty when there is no picture; then `tint` and `initial` stand for it. */
  coverUrl: string
  tint: number
  initial: string
  badge: string
  tone: 'live' | 'warning'
  /** What a screen reader says. */
  label: string
  version: number
}

const TINTS = 8

export function roomCard(room: Room, texts: Texts['rooms']): RoomCard {
  const live = room.status === 'live'
  const badge = live ? texts.live : texts.interrupted
  return {
    id: room.id,
    title: room.title,
    broadcaster: room.broadcaster.displayName,
    coverUrl: room.coverUrl ?? '',
    tint: tintOf(room.id),
    initial: firstCharacter(room.title),
    badge,
    tone: live ? 'live' : 'warning',
    label: `${texts.openRoom}: ${room.title}, ${room.broadcaster.displayName}, ${badge}`,
    version: room.version,
  }
}

/** The same room has the same colours on every phone. */
export function tintOf(roomId: string): number {
  let sum = 0
  for (const character of roomId) sum = (sum * 31 + character.charCodeAt(0)) % 9973
  return sum % TINTS
}

/** By code point, so that an emoji is not cut in half. */
const firstCharacter = (text: string): string => (Array.from(text.trim())[0] ?? '').toUpperCase()
