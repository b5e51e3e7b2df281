import type { Clip, MediaPacket } from './flv-clip.ts'

/**
 * The endless broadcast of a clip: its headers once, then round after round on one rising timeline. Players
 * take a timestamp that jumps back for a new stream or a fault, so a round starts where the last one ended.
 */
export function* clipTimeline(clip: Clip): Generator<MediaPacket, never> {
  yield* clip.headers
  for (let roundStartMs = 0; ; roundStartMs += clip.durationMs) {
    for (const frame of clip.frames) yield { ...frame, timestampMs: roundStartMs + frame.timestampMs }
  }
}
