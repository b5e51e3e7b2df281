import type { Logger } from '../../logger.ts'
import type { StreamDesk } from '../stream-desk.ts'

/** What every handler of the media port needs. */
export interface MediaContext {
  readonly desk: StreamDesk
  readonly logger: Logger
}
