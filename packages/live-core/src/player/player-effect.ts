/**
 * What the page carries out, in this order, waiting for `stop` to finish before it goes on. Every fetch is answered
 * by exactly one event with its `requestId`; every timer, unless cancelled, by `timer-fired` with its `id`. Late
 * answers and timers may come all the same: the machine knows them by their number.
 */
export type PlayerEffect =
  /** `stalled`: the picture stopped on this phone, and no answer has come since. */
  | { type: 'fetch-play-urls'; requestId: number; roomId: string; stalled: boolean }
  | { type: 'fetch-room'; requestId: number; roomId: string }
  /** Set `src` to the URL, then call `play()` of the context. */
  | { type: 'play'; url: string }
  | { type: 'stop' }
  | { type: 'start-timer'; id: number; delayMs: number }
  | { type: 'cancel-timer'; id: number }
  /** Tell the person that the broadcaster is away and ask: `retry-chosen` or `leave-chosen`. */
  | { type: 'show-dialog'; dialog: 'broadcaster-away' }
  /** Go back to the page before. The last effect of this machine. */
  | { type: 'leave' }
  /** A code that is unknown or only worth a note. `name` is null for an unknown one. */
  | { type: 'log-code'; code: unknown; name: string | null }
