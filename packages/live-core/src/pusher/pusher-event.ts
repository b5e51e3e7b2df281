import type { RequestFailure } from '../controller/request-failure.ts'
import type { HeartbeatAnswer } from '../heartbeat/heartbeat.ts'
import type { PushUrl } from '../push-url/push-url.ts'
import type { Room } from '../room/room.ts'

/** What a broadcaster's page tells its machine. */
export type PusherEvent =
  /** The person wants to be live, both permissions are there. `resume`: the room was pushed to before. */
  | { type: 'go-live-requested'; roomId: string; resume?: boolean | undefined }
  /** The page asked for a permission before going live and did not get it. */
  | { type: 'permission-denied'; device: 'camera' | 'microphone' }
  | { type: 'push-url-answered'; requestId: number; pushUrl: PushUrl }
  /** The answer to `fetch-room` or to `end-room`. */
  | { type: 'room-answered'; requestId: number; room: Room }
  | { type: 'heartbeat-answered'; requestId: number; answer: HeartbeatAnswer }
  /** Any request failed. `retryAfterMs`: how long the server asks to wait, if it does. */
  | { type: 'request-failed'; requestId: number; code: RequestFailure; retryAfterMs?: number | undefined }
  /** `event.detail.code` of `<live-pusher>`'s `statechange`, as it came. */
  | { type: 'state-code'; code: unknown }
  /** `event.detail.errCode` of `<live-pusher>`'s `error`, as it came. */
  | { type: 'error-code'; code: unknown }
  /** `wx.onNetworkStatusChange`; also worth feeding, from `wx.getNetworkType`, before `shown`. */
  | { type: 'network-changed'; connected: boolean }
  | { type: 'hidden' }
  | { type: 'shown' }
  | { type: 'timer-fired'; id: number }
  /** The person asks for another try, on a device view or after `failed`. */
  | { type: 'retry-chosen' }
  /** The person cuts the other device, on the view `busy-elsewhere`. Nothing else ever does. */
  | { type: 'take-over-chosen' }
  /** The person ends the room for good. Nothing else ever does. */
  | { type: 'end-requested' }
