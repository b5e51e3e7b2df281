/** What the player page shows. Text belongs to the page. */
export type PlayerView =
  /** The first picture of this visit is on its way: poster and spinner. */
  | { kind: 'connecting' }
  | { kind: 'playing' }
  /** The component waits for data or reconnects by itself: a light spinner over the picture, never a cover. */
  | { kind: 'buffering' }
  /** The picture stopped and the server is being asked, or says `live`: playback is tried again. */
  | { kind: 'checking' }
  /** The server says that the broadcaster is away; their place is kept until `untilMs` on the server's clock. */
  | { kind: 'interrupted'; untilMs?: number }
  | { kind: 'not-started' }
  | { kind: 'ended' }
  /** Ended because the broadcaster stayed away: they may come back, and the page goes on asking, slowly. */
  | { kind: 'window-ended' }
  /** The room does not exist. */
  | { kind: 'gone' }
  /** The network API says that the phone is offline; nothing else may say so. */
  | { kind: 'offline' }
  /** The API gives no usable answer; it is asked again by itself. */
  | { kind: 'unavailable' }
  /** Nothing goes on by itself: only the person's retry, or a return to the page, tries again. */
  | { kind: 'failed'; reason: 'unsupported-format' | 'request-refused' }
