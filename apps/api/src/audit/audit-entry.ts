import type { User } from '@kaibo/live-core'

/** Who did it: a person, the command line of this server, or the server itself by a rule. */
export type AuditActor = Pick<User, 'id'> | 'cli' | 'system'

/** One change that somebody may have to answer for. `detail` holds neither secrets nor people's own words. */
export type AuditEntry = {
  at: Date
  actor: AuditActor
  /** What happened, in the past tense: `role.changed`. */
  action: string
  target: { kind: string; id: string }
  detail?: Readonly<Record<string, string | number | boolean | null>>
}
