import {
  classifyPlayerCode,
  classifyPusherCode,
  classifyPusherErrorCode,
  PLAYER_CODE_TEXTS,
  PUSHER_CODE_TEXTS,
  type StateCodeText,
} from '@kaibo/live-core'
import type { CodeEntry } from '../runtime/phone/phone-log.ts'

export interface CodeDescription {
  readonly name: string
  readonly severity: string
  readonly text: StateCodeText | undefined
}

/** A state code in the words of the contract's tables. */
export function describeCode({ source, code }: Pick<CodeEntry, 'source' | 'code'>): CodeDescription {
  const [found, texts] =
    source === 'player'
      ? ([classifyPlayerCode(code), PLAYER_CODE_TEXTS] as const)
      : ([firstKnown(code), PUSHER_CODE_TEXTS] as const)
  const text = (texts as Readonly<Record<number, StateCodeText>>)[code]
  return found.known
    ? { name: found.entry.name, severity: found.severity, text }
    : { name: 'unknown', severity: 'info', text: undefined }
}

/** The component's `binderror` has numbers of its own. */
function firstKnown(code: number) {
  const state = classifyPusherCode(code)
  return state.known ? state : classifyPusherErrorCode(code)
}
