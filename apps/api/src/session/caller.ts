import type { Role, User } from '@kaibo/live-core'

/** Who asks: the person behind the session, with what that person may do. */
export type Caller = User & { role: Role }
