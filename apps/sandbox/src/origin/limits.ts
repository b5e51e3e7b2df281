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
}

export const DEFAULT_LIMITS: OriginLimits = {
  idleMs: 10_000,
  requestMs: 10_000,
  earlyMessageBytes: 64 * 1024,
  messageBytes: 8 * 1024 * 1024,
  backlogBytes: 8 * 1024 * 1024,
}
