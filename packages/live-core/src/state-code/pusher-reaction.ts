/**
 * What a page or the pusher machine does about a code of `<live-pusher>`.
 *
 * Nothing of note:
 * - `ignore`: nothing at all, not even a log line; only harmless codes carry it.
 * - `log`: write it down, change nothing; also the answer to every unknown code.
 *
 * The way to a running push:
 * - `connecting`: show "connecting"; the server answered and the handshake goes on.
 * - `pushing`: the push runs: show it and clear the reconnect notice. Some old clients skip 1002, and viewers see
 *   "live" only once the server confirms, so never make this the sole sign.
 * - `camera-ready`: take the camera's loading cover away.
 * - `preview-ready`: show the preview, its first frame is there.
 *
 * Trouble the component works on by itself:
 * - `network-weak`: a throttled hint that the upload is slow; no restart.
 * - `reconnecting`: show "reconnecting" and leave the component alone: it tries up to three times, then raises -1307.
 *
 * Trouble that needs us; the room stays open through all of it:
 * - `restart`: `stop()`, then `start()` with the same URL, at a backed-off pace.
 * - `restart-with-backoff`: wait the backed-off delay, fetch a fresh push URL, start again.
 * - `restart-with-safe-settings`: start again with the plainest picture and sound settings.
 * - `refresh-url`: the server refused or dropped this URL: fetch a fresh one with reason "reconnect", start again,
 *   and back off for as long as the room has not ended.
 * - `wait-for-network`: hold still until the network API reports a connection, then act as `restart-with-backoff`.
 *
 * Devices and permissions:
 * - `camera-unavailable`: the camera does not open or is in use: say so, offer a retry.
 * - `microphone-unavailable`: the microphone does not open, is in use, or is silent: say so, offer a retry.
 * - `camera-denied`: no permission for the camera: offer the settings page (`scope.camera`).
 * - `microphone-denied`: no permission for the microphone: offer the settings page (`scope.record`).
 *
 * The phone takes over:
 * - `interrupted`: a call broke in: say so; when the page is back, resume and check that the push runs.
 * - `suspended`: the mini-program is in the background: stop timers and requests, take stock on the next show.
 */
export type PusherReaction =
  | 'ignore'
  | 'log'
  | 'connecting'
  | 'pushing'
  | 'camera-ready'
  | 'preview-ready'
  | 'network-weak'
  | 'reconnecting'
  | 'restart'
  | 'restart-with-backoff'
  | 'restart-with-safe-settings'
  | 'refresh-url'
  | 'wait-for-network'
  | 'camera-unavailable'
  | 'microphone-unavailable'
  | 'camera-denied'
  | 'microphone-denied'
  | 'interrupted'
  | 'suspended'
