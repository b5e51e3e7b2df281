import * as z from 'zod/mini'
import { openEnum } from '../wire/open-enum.ts'

/** Why no message can be had: this server sends none, the room is live already, or it is over. */
export const unavailableReasons = ['off', 'live', 'ended'] as const
export type UnavailableReason = (typeof unavailableReasons)[number]

/** The template that the person accepted in `wx.requestSubscribeMessage`: good for one message. */
export const subscribeRequest = z.strictObject({
  templateId: z
    .string()
    .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, { error: 'Expected the templateId of the answer' })),
})
export type SubscribeRequest = z.infer<typeof subscribeRequest>

/** Whether the caller gets a message when the room goes live. */
export const subscription = z.object({
  subscribed: z.boolean(),
  /** What to ask the person to accept; absent when `unavailable`. */
  templateId: z.optional(z.string()),
  unavailable: z.optional(openEnum(unavailableReasons)),
})
export type Subscription = z.infer<typeof subscription>
