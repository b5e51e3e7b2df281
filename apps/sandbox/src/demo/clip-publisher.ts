import { clipTimeline } from './clip-timeline.ts'
import type { Clock } from './clock.ts'
import type { Clip } from './flv-clip.ts'
import type { PushConnection } from './push-connection.ts'

/** After a longer pause (a computer that slept) the rest is not sent in one burst: the broadcast goes on late. */
const MAX_LAG_MS = 1_000

export type PublishClipOptions = {
  clip: Clip
  connection: Pick<PushConnection, 'send' | 'closed'>
  clock: Clock
  /** Stops publishing; the connection stays open for the caller to close. */
  signal: AbortSignal
}

/**
 * Sends the clip round after round at the speed it was recorded.
 * Resolves with the reason when the connection is over or `signal` aborts; never rejects.
 */
export const publishClip = async ({
  clip,
  connection,
  clock,
  signal,
}: PublishClipOptions): Promise<string> => {
  const ended = new AbortController()
  const either = AbortSignal.any([signal, ended.signal])
  connection.closed.then((reason) => ended.abort(reason))

  let startMs = clock.now()
  for (const packet of clipTimeline(clip)) {
    const waitMs = startMs + packet.timestampMs - clock.now()
    if (waitMs > 0) await clock.sleep(waitMs, either)
    if (waitMs < -MAX_LAG_MS) startMs -= waitMs
    if (either.aborted) break
    connection.send(packet)
  }
  return ended.signal.aborted ? String(ended.signal.reason) : 'stopped'
}
