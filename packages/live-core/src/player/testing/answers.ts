import type { PlayUrls } from '../../play-urls/play-urls.ts'
import type { Room } from '../../room/room.ts'
import type { RoomStatus } from '../../room-status/room-status-names.ts'

export const ROOM_ID = 'room_00000000000000000000'
export const UNTIL = '2026-11-22T13:01:00.000Z'

export const playable = (flv = 'flv', retryAfterMs?: number): PlayUrls => ({
  playable: true,
  flv,
  rtmp: 'rtmp',
  expiresAt: UNTIL,
  hls: { url: 'hls', expiresAt: UNTIL },
  ...(retryAfterMs !== undefined && { retryAfterMs }),
})

/** What the server may say of a room; an end has a reason. */
export type RoomWord = Exclude<RoomStatus, 'ended'> | 'unknown' | 'ended' | 'ended-by-window'

const statusOf = (word: RoomWord): RoomStatus | 'unknown' => (word === 'ended-by-window' ? 'ended' : word)

export function playUrlsOf(word: RoomWord, flv?: string, retryAfterMs?: number): PlayUrls {
  const reason = statusOf(word)
  if (reason === 'live') return playable(flv, retryAfterMs)
  return {
    playable: false,
    reason,
    ...(reason === 'interrupted' && { until: UNTIL }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
}

export const roomOf = (word: RoomWord, version = 1): Room => ({
  id: ROOM_ID,
  title: 'A room',
  coverUrl: null,
  broadcaster: { id: 'user_00000000000000000000', displayName: 'Ann' },
  status: statusOf(word),
  ...(statusOf(word) === 'ended' && { endReason: word === 'ended' ? 'broadcaster' : 'window' }),
  version,
})
