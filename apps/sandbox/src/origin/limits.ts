/** Bounds of the media origin: bytes of memory and milliseconds. */
export interface OriginLimits {
  /** A push without media for so long is ended (errcode 8). */
  readonly idleMs: number
  /** A connection that neither pushes nor plays after so long is closed. */
  readonly requestMs: number
  /** Largest RTMP message of somebody who has not been let in yet. */
  readonly earlyMessageBytes: number
  /** Largest RTMP message of an accepted publisher. */
  readonly messageBytes: number
  /** A viewer further behind than this is dropped. */
  readonly backlogBytes: number
  /** HLS of a stream is given up when nobody has asked for its playlist for so long. */
  readonly hlsIdleMs: number
  /** The first request for a playlist waits so long for the first segment. */
  readonly hlsWaitMs: number
  /** HLS tells so long of the end of a stream. */
  readonly hlsLingerMs: number
}

export const DEFAULT_LIMITS: OriginLimits = {
  idleMs: 10_000,
  requestMs: 10_000,
  earlyMessageBytes: 64 * 1024,
  messageBytes: 8 * 1024 * 1024,
  backlogBytes: 8 * 1024 * 1024,
  hlsIdleMs: 30_000,
  hlsWaitMs: 10_000,
  // Players ask for the playlist every two seconds: long enough for each of them to read its end.
  hlsLingerMs: 10_000,
}
