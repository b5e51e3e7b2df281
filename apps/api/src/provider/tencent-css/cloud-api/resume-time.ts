const MINUTE_MS = 60_000
const LONGEST_MS = 90 * 24 * 60 * MINUTE_MS

/** Tencent's clock may be off against ours: by more than five minutes it would not even take our signature. */
const MARGIN_MS = 10 * MINUTE_MS

/**
 * `ResumeTime` of ForbidLiveStream: UTC in whole seconds, such as `2018-11-29T19:00:00Z`, at most 90 days ahead
 * (Tencent document 267/20468). A time that has passed becomes the next minute: the running push is cut all the
 * same, and left out it would mean seven days.
 */
export function resumeTime(untilMs: number, nowMs: number): string {
  const boundedMs = Math.min(Math.max(untilMs, nowMs + MINUTE_MS), nowMs + LONGEST_MS - MARGIN_MS)
  const wholeSecondMs = Math.ceil(boundedMs / 1000) * 1000
  return new Date(wholeSecondMs).toISOString().replace('.000Z', 'Z')
}
