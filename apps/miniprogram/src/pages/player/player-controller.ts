import {
  initialPlayerState,
  type PlayerEffect,
  type PlayerEvent,
  type PlayerState,
  playerReducer,
} from '@kaibo/live-core'
import { answerWith } from '../../machine/answer-with.ts'
import { type MachineRunner, runMachine } from '../../machine/machine-runner.ts'
import { createTimers } from '../../machine/timers.ts'
import type { PlayerMedia } from '../../media/player-media.ts'
import type { LogFields } from '../../platform/log.ts'
import type { Rooms } from '../../services/rooms.ts'
import type { Streams } from '../../services/streams.ts'

type Dependencies = {
  roomId: string
  media: PlayerMedia
  rooms: Pick<Rooms, 'get'>
  streams: Pick<Streams, 'issuePlayUrls'>
  /** Asks whether to play again (true) or to leave. */
  askAboutAway: () => Promise<boolean>
  leave: () => void
  log: (level: 'info' | 'warn', event: string, fields: LogFields) => void
  random: () => number
  render: (state: PlayerState) => void
}

export type PlayerController = MachineRunner<PlayerEvent>

/** Carries out what live-core's player machine decides. */
export function createPlayerController(dependencies: Dependencies): PlayerController {
  const { roomId, media, rooms, streams, askAboutAway, leave, log, random, render } = dependencies
  const timers = createTimers((id) => runner.dispatch({ type: 'timer-fired', id }))

  const answer = (requestId: number, request: Promise<PlayerEvent>): void =>
    answerWith(runner.dispatch, requestId, request)

  const perform = (effect: PlayerEffect): void | Promise<void> => {
    switch (effect.type) {
      case 'fetch-play-urls': {
        const { requestId } = effect
        const asked = streams.issuePlayUrls(effect.roomId, effect.stalled)
        return answer(
          requestId,
          asked.then((playUrls) => ({ type: 'play-urls-answered', requestId, playUrls })),
        )
      }
      case 'fetch-room': {
        const { requestId } = effect
        const asked = rooms.get(effect.roomId)
        return answer(
          requestId,
          asked.then((room) => ({ type: 'room-answered', requestId, room })),
        )
      }
      case 'play':
        return media.play(effect.url)
      case 'stop':
        return media.stop()
      case 'start-timer':
        return timers.start(effect.id, effect.delayMs)
      case 'cancel-timer':
        return timers.cancel(effect.id)
      case 'show-dialog':
        void askAboutAway().then((again) =>
          runner.dispatch({ type: again ? 'retry-chosen' : 'leave-chosen' }),
        )
        return
      case 'leave':
        return leave()
      case 'log-code':
        return log(effect.name === null ? 'warn' : 'info', 'player-code', {
          code: effect.code,
          name: effect.name,
        })
    }
  }

  const runner = runMachine<PlayerState, PlayerEvent, PlayerEffect>({
    initial: initialPlayerState(roomId),
    reduce: (state, event) => playerReducer(state, event, { random }),
    perform,
    render,
  })
  return {
    dispatch: runner.dispatch,
    // The tag stops by itself: it goes with the page.
    dispose() {
      runner.dispose()
      timers.cancelAll()
    },
  }
}
