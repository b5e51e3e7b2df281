import type { FlvPlayback } from './flv-playback.ts'

/** `info` of `<live-player>`'s `netstatus`, from what really came in since the last call. */
export function playerNetStatus(video: HTMLVideoElement, playback: FlvPlayback): Record<string, number> {
  const { buffered, currentTime, videoWidth, videoHeight } = video
  const end = buffered.length === 0 ? currentTime : buffered.end(buffered.length - 1)
  const cacheMs = Math.max(0, Math.round((end - currentTime) * 1000))
  const rates = playback.meter.take(performance.now())
  return {
    ...rates,
    netJitter: 0,
    netQualityLevel: rates.netSpeed === 0 ? 6 : 1,
    videoWidth,
    videoHeight,
    videoCache: cacheMs,
    audioCache: cacheMs,
    vDecCacheSize: 0,
    vSumCacheSize: Math.round((cacheMs / 1000) * rates.videoFPS),
    avPlayInterval: 0,
    avRecvInterval: 0,
    audioCacheThreshold: 0,
  }
}
