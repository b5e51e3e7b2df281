import { type BackoffState, INITIAL_BACKOFF } from '../backoff/backoff-state.ts'
import type { HeartbeatAnswer } from '../heartbeat/heartbeat.ts'
import type { Room } from '../room/room.ts'
import type { PusherView } from './pusher-view.ts'

/** What `<live-pusher>` is up to. Only `idle` is stopped: from any other, a start needs a stop first. */
export type PusherMedia =
  | 'idle'
  /** Started, and the component has not said that the push runs, or not since something broke in. */
  | 'unconfirmed'
  | 'pushing'
  /** It gave up; whatever it still says is about the past. */
  | 'dead'

/** What the person wants: to be live, or to end. Only `end` ever ends a room. */
export type PusherWish = 'none' | 'live' | 'end'

/** Why the server replaced a push URL; a reason that this version does not know is `unknown`. */
export type UrlReplacement = NonNullable<HeartbeatAnswer['pushUrlReplaced']>

/** Plain data. Pages render `view`, `room` and `replaced`; the rest is the machine's own. */
export interface PusherState {
  readonly view: PusherView
  /** The newest room heard of. */
  readonly room: Room | null
  /** The server replaced the push URL for this reason, and no push on the new one has lasted yet. */
  readonly replaced: UrlReplacement | null

  readonly roomId: string | null
  readonly wish: PusherWish
  readonly hidden: boolean
  readonly connected: boolean
  readonly media: PusherMedia
  /** Requests and timers are numbered together; a number is never used twice. */
  readonly lastId: number
  /** The request for a push URL whose answer counts; answers to any other are late. */
  readonly urlAskId: number | null
  readonly roomAskId: number | null
  readonly endAskId: number | null
  /** The heartbeat whose answer counts; otherwise one is due when `beatTimerId` fires, or none is wanted. */
  readonly beatAskId: number | null
  readonly beatTimerId: number | null
  /** This device was given a push URL, and no other device has taken over since. */
  readonly hasUrl: boolean
  /** The person chose to cut the other device; it holds until a URL comes or everything stops. */
  readonly takeOver: boolean
  /** The back-off's timer: asks again when it fires. */
  readonly waitId: number | null
  /** Fires when a confirmation of the push has been due for too long. */
  readonly watchdogId: number | null
  /** Fires when the push has lasted. */
  readonly steadyId: number | null
  readonly backoff: BackoffState
  /** A push was started in this room: the next URL is for a reconnection. */
  readonly everStarted: boolean
  readonly everLive: boolean
  /** The server may not have heard of a new push yet: so many of its answers may say so before a restart. */
  readonly graceChecks: number
  /** A refused URL was already replaced at once, since a push last lasted. */
  readonly refreshed: boolean
  readonly safeSettings: boolean
}

export const initialPusherState = (): PusherState => ({
  view: { kind: 'idle' },
  room: null,
  replaced: null,
  roomId: null,
  wish: 'none',
  hidden: false,
  connected: true,
  media: 'idle',
  lastId: 0,
  urlAskId: null,
  roomAskId: null,
  endAskId: null,
  beatAskId: null,
  beatTimerId: null,
  hasUrl: false,
  takeOver: false,
  waitId: null,
  watchdogId: null,
  steadyId: null,
  backoff: INITIAL_BACKOFF,
  everStarted: false,
  everLive: false,
  graceChecks: 0,
  refreshed: false,
  safeSettings: false,
})
