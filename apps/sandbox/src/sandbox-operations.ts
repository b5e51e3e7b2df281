import type { Delivery, DeliveryOutcome } from './callbacks/delivery-log.ts'
import type { FaultSwitch } from './control/faults.ts'
import type { LiveStream } from './origin/media-origin.ts'

/** What one can do to a running sandbox, from a test or through the control API. */
export interface SandboxOperations {
  readonly faults: FaultSwitch
  /** @throws Error when the URL is not one of this machine */
  setCallbackUrl(url: string | null): void
  /** The last 200 callbacks and what became of them, oldest first. */
  deliveries(): Delivery[]
  /** How many callbacks have which outcome, of all there were. */
  deliveryCounts(): Record<DeliveryOutcome, number>
  /** The streams whose media is flowing. */
  list(): LiveStream[]
  /** Ends a push; it may begin again at once. Returns whether there was one. */
  drop(streamName: string): boolean
  /** Ends a push and refuses new ones until then. Returns whether there was one. */
  forbid(streamName: string, untilMs: number): boolean
  allow(streamName: string): void
}
