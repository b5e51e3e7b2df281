import { type Access, includesRole, type Role } from '@kaibo/live-core'

/** Who asks: nobody, or a person with a role. */
export const askers = ['nobody', 'viewer', 'broadcaster', 'moderator', 'operator'] as const
export type Asker = (typeof askers)[number]

/** On what: an object of one's own, of another, one that does not exist; or the call has no object. */
export type Thing = 'own' | 'other' | 'absent' | 'none'

/** What the answer has to be. `unproven`: no session opens what only a proof of another server does. */
export type Verdict = 'allowed' | 'unauthenticated' | 'not_allowed' | 'not_found' | 'unproven'

/** What an operation's declaration says about a cell of the matrix, spelt out anew from its definition. */
export function declaredVerdict(access: Access, asker: Asker, thing: Thing): Verdict {
  if (access.by === 'service') return 'unproven'
  const least: Role | undefined = access.by === 'anyone' ? undefined : access.by
  if (least !== undefined) {
    if (asker === 'nobody') return 'unauthenticated'
    if (!includesRole(asker, least)) return 'not_allowed'
  }
  if (thing === 'absent') return 'not_found'
  return thing === 'other' && !mayTouchAnothers(access, asker) ? 'not_found' : 'allowed'
}

function mayTouchAnothers(access: Access, asker: Asker): boolean {
  if (!('on' in access) || access.on !== 'own') return true
  return asker !== 'nobody' && access.orBy !== undefined && includesRole(asker, access.orBy)
}
