/**
 * What a page or the player machine does about a code of `<live-player>`.
 *
 * Nothing of note:
 * - `ignore`: nothing at all, not even a log line; only harmless codes carry it.
 * - `log`: write it down, change nothing; also the answer to every unknown code.
 *
 * The way to a picture:
 * - `connecting`: show "connecting" over the poster.
 * - `buffering`: lay a light spinner over the picture; never hide the picture, it would flicker.
 * - `playing`: take spinner and poster away, and count the playback as recovered.
 * - `first-frame`: take the poster away, the picture is on screen (clients without 2032 rely on `playing`).
 * - `resize`: read width and height from the next net status and lay the page out again.
 *
 * Trouble the component works on by itself:
 * - `lagging`: count it; many in a short time earn a throttled hint, and blame the viewer's network only when the
 *   network API does.
 * - `reconnecting`: show "reconnecting" and leave the component alone: it tries up to three times, then raises -2301.
 *
 * Trouble that needs us:
 * - `ask-server`: the picture stopped: ask for the room's status at the pace the server sets, then show the end, the
 *   slate, or fetch a fresh URL and play again.
 * - `refresh-url`: the URL is refused or worn out: fetch a fresh play URL, then `stop()` and `play()`, backing off.
 * - `restart`: `stop()` and `play()` the same URL, at a backed-off pace.
 * - `unsupported-format`: this phone cannot decode the stream: switch to an H.264 rendition, or say so.
 */
export type PlayerReaction =
  | 'ignore'
  | 'log'
  | 'connecting'
  | 'buffering'
  | 'playing'
  | 'first-frame'
  | 'resize'
  | 'lagging'
  | 'reconnecting'
  | 'ask-server'
  | 'refresh-url'
  | 'restart'
  | 'unsupported-format'
