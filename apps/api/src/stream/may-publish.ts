import { EVENT_TIME_SLACK_MS } from './event-time.ts'
import type { PushUrlIssue } from './push-url-issue-store.ts'

/**
 * Whether a push that began at `occurredAtMs` with the URL of `issueId` was allowed to: only the newest issue may
 * publish, except that a refresh for the same device leaves the older URL its right. A start that happened before the
 * newer issue was made is honest, however late it is heard. Of issues of the same millisecond nobody knows which is newer.
 *
 * @param issues of the stream, newest first
 */
export function mayPublish(issues: readonly PushUrlIssue[], issueId: string, occurredAtMs: number): boolean {
  const index = issues.findIndex(({ id }) => id === issueId)
  const issue = issues[index]
  if (!issue) return true
  const superseding = issues
    .slice(0, index)
    .filter(({ issuedAt }) => issuedAt.getTime() > issue.issuedAt.getTime())
    .findLast(({ reason, deviceId }) => reason !== 'refresh' || deviceId !== issue.deviceId)
  return superseding === undefined || occurredAtMs <= superseding.issuedAt.getTime() + EVENT_TIME_SLACK_MS
}
