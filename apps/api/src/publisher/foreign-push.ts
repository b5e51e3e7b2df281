import type { PushFact } from '@kaibo/live-core'
import { EVENT_TIME_SLACK_MS } from '../stream/event-time.ts'
import type { PublisherLease } from './publisher-store.ts'

/** A device that began to push says so with its next heartbeat; so long is waited for it. */
const PATIENCE_MS = 15_000

/**
 * Whether somebody else pushes with the device's URL: a push began after the device had said that it does not push,
 * and it went on saying so for long enough to know.
 */
export function isForeignPush(lease: PublisherLease, pushes: readonly PushFact[], nowMs: number): boolean {
  const idleSinceMs = lease.idleSince?.getTime()
  if (idleSinceMs === undefined) return false
  const ended = new Set(pushes.filter(({ type }) => type === 'push.ended').map(({ sequence }) => sequence))
  return pushes.some(
    ({ type, proven, sequence, occurredAtMs, receivedAtMs }) =>
      type === 'push.started' &&
      proven &&
      !ended.has(sequence) &&
      occurredAtMs > idleSinceMs + EVENT_TIME_SLACK_MS &&
      nowMs >= receivedAtMs + PATIENCE_MS,
  )
}
