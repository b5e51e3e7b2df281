import { change, emit } from '../controller/turn.ts'
import { classifyPusherCode, classifyPusherErrorCode } from '../state-code/classify.ts'
import type { PusherReaction } from '../state-code/pusher-reaction.ts'
import type { StateCodeSeverity } from '../state-code/state-code-entry.ts'
import { confirmed, doubt, halt, recover, replaceUrl } from './pusher-push.ts'
import { isStarted, type PusherTurn } from './pusher-turn.ts'

type Found = { reaction: PusherReaction; severity: StateCodeSeverity }

export function onStateCode(turn: PusherTurn, code: unknown): PusherTurn {
  const found = classifyPusherCode(code)
  if (found.reaction === 'log') return log(turn, code, found.known ? found.entry.name : null)
  return react(turn, found)
}

export function onErrorCode(turn: PusherTurn, code: unknown): PusherTurn {
  const found = classifyPusherErrorCode(code)
  if (found.reaction === 'log') return log(turn, code, found.known ? found.entry.name : null)
  return react(turn, found)
}

const log = (turn: PusherTurn, code: unknown, name: string | null) =>
  emit(turn, { type: 'log-code', code, name })

/** A code of a component that was stopped, or gave up before, is about the past. */
function react(turn: PusherTurn, { reaction, severity }: Found): PusherTurn {
  if (!isStarted(turn.state)) return turn
  switch (reaction) {
    case 'pushing':
      return confirmed(turn)
    case 'reconnecting':
      return doubt(turn)
    case 'interrupted':
      return doubt(turn, { kind: 'interrupted', by: 'call' })
    case 'suspended':
      return doubt(turn, { kind: 'interrupted', by: 'background' })
    case 'restart':
    case 'restart-with-backoff':
    // Offline, recovery waits for the network by itself; and the network API may not know of any trouble.
    case 'wait-for-network':
      return recover(turn, 'backed-off')
    case 'restart-with-safe-settings':
      return recover(change(turn, { safeSettings: true }), 'backed-off')
    case 'refresh-url':
      return replaceUrl(turn)
    case 'camera-denied':
    case 'microphone-denied':
      return change(halt(turn), { view: { kind: reaction } })
    case 'camera-unavailable':
    case 'microphone-unavailable':
      // A fatal code has taken the push down; after any other it still carries the rest of the show.
      return change(severity === 'fatal' ? halt(turn) : turn, { view: { kind: reaction } })
    case 'ignore':
    case 'log':
    case 'connecting':
    case 'camera-ready':
    case 'preview-ready':
    case 'network-weak':
      return turn
  }
}
