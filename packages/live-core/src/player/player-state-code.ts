import { emit } from '../controller/turn.ts'
import { classifyPlayerCode } from '../state-code/classify.ts'
import { finish, pictureCame, pictureStopped, pictureWaits } from './player-picture.ts'
import { isPlaying, type PlayerTurn } from './player-turn.ts'

/** A code of a component that was stopped, or gave up before, is about the past. */
export function onStateCode(turn: PlayerTurn, code: unknown): PlayerTurn {
  const found = classifyPlayerCode(code)
  if (found.reaction === 'log') {
    return emit(turn, { type: 'log-code', code, name: found.known ? found.entry.name : null })
  }
  if (!isPlaying(turn.state)) return turn
  switch (found.reaction) {
    case 'playing':
    case 'first-frame':
      return pictureCame(turn)
    case 'buffering':
    case 'reconnecting':
      return pictureWaits(turn)
    case 'ask-server':
    case 'restart':
      return pictureStopped(turn, 'lost')
    case 'refresh-url':
      return pictureStopped(turn, 'refused')
    case 'unsupported-format':
      return finish(turn, { kind: 'failed', reason: 'unsupported-format' })
    case 'connecting':
    case 'ignore':
    case 'resize':
    case 'lagging':
      return turn
  }
}
