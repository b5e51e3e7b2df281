import type { RequestFailure } from '../controller/request-failure.ts'
import type { PlayUrls } from '../play-urls/play-urls.ts'
import type { Room } from '../room/room.ts'

/** What a player page tells its machine. */
export type PlayerEvent =
  /** The page is there (`onLoad`). */
  | { type: 'opened' }
  | { type: 'play-urls-answered'; requestId: number; playUrls: PlayUrls }
  | { type: 'room-answered'; requestId: number; room: Room }
  /** Either request failed. `retryAfterMs`: how long the server asks to wait, if it does. */
  | { type: 'request-failed'; requestId: number; code: RequestFailure; retryAfterMs?: number | undefined }
  /** `event.detail.code` of `<live-player>`'s `statechange`, as it came. */
  | { type: 'state-code'; code: unknown }
  /** `wx.onNetworkStatusChange`; also worth feeding, from `wx.getNetworkType`, before `opened` and `shown`. */
  | { type: 'network-changed'; connected: boolean }
  | { type: 'hidden' }
  | { type: 'shown' }
  | { type: 'timer-fired'; id: number }
  /** The person asks to play again, in the dialog or on a button. */
  | { type: 'retry-chosen' }
  /** The person asks to go back, in the dialog or on a button. */
  | { type: 'leave-chosen' }
