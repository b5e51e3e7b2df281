import { z } from 'zod'
import { CLOUD_ACTIONS } from '../cloud/cloud-action-name.ts'
import { WECHAT_CALLS } from '../wechat/wechat-call.ts'
import { consoleFaults } from './console-faults.ts'

const MOST_COPIES = 20
const MOST_SKEW_MS = 24 * 3600 * 1000

const milliseconds = z.int().min(0).max(120_000)
const share = z.number().min(0).max(1)
const copies = z.int().min(1).max(MOST_COPIES)

/** One value for push-start and one for push-end callbacks. */
function perKind<Value extends z.ZodType>(value: Value) {
  return z.strictObject({ start: value.optional(), end: value.optional() })
}

const wechatFaults = z.strictObject({
  /** Every answer has this HTTP status. */
  status: z.int().min(400).max(599).optional(),
  delayMs: milliseconds.optional(),
  /** Every answer carries this errcode, e.g. -1 (busy) or 45011 (too often). */
  errcode: z.int().optional(),
  /** Every call is broken in this way. */
  failure: z.enum(['hang', 'drip', 'reset', 'garbage', 'redirect']).optional(),
  /** The calls that the fields above are about; all of them by default. */
  calls: z.array(z.enum(WECHAT_CALLS)).optional(),
  /** How long the check of a picture takes. */
  imageCheckMs: milliseconds.optional(),
  /** Events of the message push are lost. */
  losePushes: z.boolean().optional(),
})

const callbackFaults = z.strictObject({
  /** Every n-th event is lost: never sent, not retried. */
  dropEvery: z.int().min(1).optional(),
  /** The next n events of a kind are lost; counts down. */
  dropNext: perKind(z.int().min(0)).optional(),
  /** An event of a kind is lost with this probability. */
  dropShare: perKind(share).optional(),
  /** Every event is delivered once more, or so many times more. */
  duplicate: z
    .union([z.boolean(), copies], { error: `must be true, false or how often more, 1 to ${MOST_COPIES}` })
    .optional(),
  /** Before the first try of an event; later events of the same stream wait too. */
  delayMs: milliseconds.optional(),
  /** An event waits a moment for the next one of the same stream, which then goes first. */
  reorder: z.boolean().optional(),
  /** Whether each try carries a fresh `t`. */
  renewT: z.boolean().optional(),
})

const pushFaults = z.strictObject({
  duplicate: z.enum(['refuse', 'take-over']).optional(),
  holdDeadMs: milliseconds.optional(),
  cutAtExpiry: z.boolean().optional(),
})

const cloudFaults = z.strictObject({
  /** Before a call is carried out, which happens even if the caller has left by then. */
  delayMs: milliseconds.optional(),
  /** Calls fail with this probability; 1 if only `failure` is given. */
  failShare: share.optional(),
  /** How they fail, without having been carried out; `error` if only `failShare` is given. */
  failure: z.enum(['error', 'reset', 'hang', 'garbage', 'limit', 'redirect', 'unauthorized']).optional(),
  /** DescribeLiveStreamState says this of every stream. */
  lie: z.enum(['active', 'inactive', 'forbid']).optional(),
  /** What the console is set to, other than what this sandbox does. */
  console: consoleFaults.optional(),
  /** The actions that the other fields are about; all of them by default. */
  actions: z.array(z.enum(CLOUD_ACTIONS)).optional(),
})

const clockFaults = z.strictObject({
  /** The sandbox's clock is this far ahead: `t`, event times, expiry of signatures. */
  skewMs: z.int().min(-MOST_SKEW_MS).max(MOST_SKEW_MS).optional(),
})

/** Faults on demand; a field that is absent means that all is well there. */
export const faultsSchema = z.strictObject({
  callbacks: callbackFaults.optional(),
  pushes: pushFaults.optional(),
  cloud: cloudFaults.optional(),
  clock: clockFaults.optional(),
  wechat: wechatFaults.optional(),
})

export type Faults = z.infer<typeof faultsSchema>
export type WechatFaults = z.infer<typeof wechatFaults>
export type CallbackFaults = z.infer<typeof callbackFaults>
export type PushFaults = z.infer<typeof pushFaults>
export type CloudFaults = z.infer<typeof cloudFaults>
