import type { PushSession } from './push-session.ts'
import type { PictureSize } from './pusher-props.ts'

/** `info` of `<live-pusher>`'s `netstatus`, from what really went out since the last call. */
export function pusherNetStatus(
  session: PushSession,
  { width, height }: PictureSize,
): Record<string, number> {
  const rates = session.meter.take(performance.now())
  // What waits to be sent, in frames of the current size.
  const frameBytes = (rates.videoBitrate * 125) / Math.max(1, rates.videoFPS)
  const videoCache = frameBytes === 0 ? 0 : Math.round(session.backlogBytes / frameBytes)
  return {
    ...rates,
    netJitter: 0,
    netQualityLevel: rates.netSpeed === 0 ? 6 : videoCache > 15 ? 4 : 1,
    videoWidth: width,
    videoHeight: height,
    videoCache,
    audioCache: 0,
  }
}
