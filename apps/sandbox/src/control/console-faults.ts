import { z } from 'zod'

/** How a domain's authentication (鉴权) is set. */
const authFaults = z.strictObject({
  enabled: z.boolean().optional(),
  primaryKey: z.string().optional(),
  backupKey: z.string().optional(),
  deltaSeconds: z.int().min(0).optional(),
})

const domainFaults = z.strictObject({
  /** The account has no such domain. */
  absent: z.boolean().optional(),
  enabled: z.boolean().optional(),
  type: z.enum(['push', 'play']).optional(),
  /** Whether its CNAME leads to Tencent. */
  resolved: z.boolean().optional(),
})

const callbackFaults = z.strictObject({
  /** The template is bound to no domain. */
  unbound: z.boolean().optional(),
  /** The AppName it is bound to; an empty one is the whole domain. */
  appName: z.string().optional(),
  beginUrl: z.string().optional(),
  endUrl: z.string().optional(),
  key: z.string().optional(),
})

/** What a person set in the live console, other than what this sandbox does. */
export const consoleFaults = z.strictObject({
  pushAuth: authFaults.optional(),
  playAuth: authFaults.optional(),
  pushDomain: domainFaults.optional(),
  playDomain: domainFaults.optional(),
  callbacks: callbackFaults.optional(),
})

export type ConsoleFaults = z.infer<typeof consoleFaults>
export type AuthFaults = z.infer<typeof authFaults>
export type DomainFaults = z.infer<typeof domainFaults>
