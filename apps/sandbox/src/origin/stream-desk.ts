import type { StreamRequest } from './access/access-rules.ts'
import type { Refusal } from './access/refusal.ts'
import type { OriginLimits } from './limits.ts'
import type { Broadcast } from './media/broadcast.ts'
import type { Push } from './push.ts'
import type { Publisher } from './push-info.ts'

/** Where transports ask for a stream: every push and every play passes here before a session exists. */
export interface StreamDesk {
  readonly limits: OriginLimits
  openPush(request: StreamRequest, publisher: Publisher): Push | Refusal
  openPlay(request: StreamRequest): Broadcast | Refusal
}
