import type { Delivery, DeliveryOutcome } from './callbacks/delivery-log.ts'
import type { CallCounts } from './cloud/call-counts.ts'
import type { FaultSwitch } from './control/fault-switch.ts'
import type { ForbiddenStream } from './origin/access/forbidden-streams.ts'
import type { LiveStream } from './origin/live-stream.ts'
import type { CutMode } from './origin/media-origin.ts'
import type { WechatOperations } from './wechat/wechat-operations.ts'

/** What one can do to a running sandbox, from a test or through the control API. */
export interface SandboxOperations {
  readonly faults: FaultSwitch
  /** @throws Error when the URL is not one of this machine */
  setCallbackUrl(url: string | null): void
  /** The last 200 callbacks and what became of them, oldest first. */
  deliveries(): Delivery[]
  /** How many callbacks have which outcome, of all there were. */
  deliveryCounts(): Record<DeliveryOutcome, number>
  /** How often each action of the cloud API was called, and what became of the calls. */
  cloudCounts(): CallCounts
  /** The streams that count as live. */
  list(): LiveStream[]
  /** The streams that may not be pushed now. */
  forbidden(): ForbiddenStream[]
  /** Ends a push; it may begin again at once. Returns whether there was one. */
  drop(streamName: string): boolean
  /** Cuts a broadcaster's network, which nobody is told. Returns whether there was one. */
  cut(streamName: string, mode: CutMode): boolean
  /** Ends a push and refuses new ones until then. Returns whether there was one. */
  forbid(streamName: string, untilMs: number): boolean
  allow(streamName: string): void
  /** The stand-in for WeChat. */
  readonly wechat: WechatOperations
}
