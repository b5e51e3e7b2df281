import { type BackoffState, INITIAL_BACKOFF } from '../backoff/backoff-state.ts'
import type { Room } from '../room/room.ts'
import type { PlayerView } from './player-view.ts'

/** What `<live-player>` is up to. Only `idle` is stopped: from any other, a play needs a stop first. */
export type PlayerMedia =
  | 'idle'
  /** Told to play, no picture yet. */
  | 'starting'
  | 'picture'
  /** It gave up; whatever it still says is about the past. */
  | 'dead'

/** The back-off's timer, and what it waits to do; or the time that the server set before the next question. */
export type PlayerWait = {
  timerId: number
  next: { do: 'ask' } | { do: 'play'; url: string } | { do: 'pace'; thenAsk: boolean }
}

/** Plain data. Pages render `view`, `room` and `dialog`; the rest is the machine's own. */
export interface PlayerState {
  readonly roomId: string
  readonly view: PlayerView
  /** The newest room heard of: title, broadcaster, end reason. */
  readonly room: Room | null
  /** The dialog that is open, for a page that draws its own; it closes when a picture is back or the room ended. */
  readonly dialog: 'broadcaster-away' | null

  readonly opened: boolean
  readonly left: boolean
  readonly hidden: boolean
  readonly connected: boolean
  readonly media: PlayerMedia
  /** Requests and timers are numbered together; a number is never used twice. */
  readonly lastId: number
  /** The request for play URLs whose answer counts; answers to any other are late. */
  readonly askId: number | null
  readonly roomAskId: number | null
  /** The newest request for play URLs that was answered: an older room answer says nothing about the status. */
  readonly answeredId: number
  /** The picture stopped by itself, and no answer has come since. */
  readonly stalled: boolean
  /**
   * The newest answer was "ended", and why is being looked up, or leaves room for a return; with the wait that the
   * server asked for.
   */
  readonly endHeard: { readonly retryAfterMs: number | undefined } | null
  /** How long the return of a broadcaster was waited for, since the server first said "ended". */
  readonly lateMs: number
  readonly wait: PlayerWait | null
  /** Fires when a picture has been due for too long. */
  readonly watchdogId: number | null
  /** Fires when the picture has lasted. */
  readonly steadyId: number | null
  /** Fires when silent tries have taken so long that the person is asked. */
  readonly patienceId: number | null
  readonly backoff: BackoffState
  /** Playback failed and its delay has not been waited for yet. */
  readonly owesDelay: boolean
  /** A refused URL was already replaced at once, since the picture last lasted. */
  readonly refreshed: boolean
  /** Silent tries in this outage. */
  readonly tries: number
}

export const initialPlayerState = (roomId: string): PlayerState => ({
  roomId,
  view: { kind: 'connecting' },
  room: null,
  dialog: null,
  opened: false,
  left: false,
  hidden: false,
  connected: true,
  media: 'idle',
  lastId: 0,
  askId: null,
  roomAskId: null,
  answeredId: 0,
  stalled: false,
  endHeard: null,
  lateMs: 0,
  wait: null,
  watchdogId: null,
  steadyId: null,
  patienceId: null,
  backoff: INITIAL_BACKOFF,
  owesDelay: false,
  refreshed: false,
  tries: 0,
})
