import {
  initialPusherState,
  type PusherEffect,
  type PusherEvent,
  type PusherState,
  pusherReducer,
} from '@kaibo/live-core'
import { answerWith } from '../../machine/answer-with.ts'
import { type MachineRunner, runMachine } from '../../machine/machine-runner.ts'
import { createTimers } from '../../machine/timers.ts'
import type { PusherMedia } from '../../media/pusher-media.ts'
import type { LogFields } from '../../platform/log.ts'
import type { Rooms } from '../../services/rooms.ts'
import type { Streams } from '../../services/streams.ts'

export type PusherControllerDependencies = {
  media: PusherMedia
  rooms: Pick<Rooms, 'get' | 'end'>
  streams: Pick<Streams, 'issuePushUrl' | 'sendHeartbeat'>
  log: (level: 'info' | 'warn', event: string, fields: LogFields) => void
  random: () => number
  render: (state: PusherState) => void
}

export type PusherController = MachineRunner<PusherEvent>

/** Carries out what live-core's pusher machine decides. */
export function createPusherController(dependencies: PusherControllerDependencies): PusherController {
  const { media, rooms, streams, log, random, render } = dependencies
  const timers = createTimers((id) => runner.dispatch({ type: 'timer-fired', id }))

  const answer = (requestId: number, request: Promise<PusherEvent>): void =>
    answerWith(runner.dispatch, requestId, request)

  const perform = (effect: PusherEffect): void | Promise<void> => {
    switch (effect.type) {
      case 'fetch-push-url': {
        const { requestId, reason, takeOver } = effect
        const asked = streams.issuePushUrl(effect.roomId, { reason, takeOver })
        return answer(
          requestId,
          asked.then((pushUrl) => ({ type: 'push-url-answered', requestId, pushUrl })),
        )
      }
      case 'fetch-room':
      case 'end-room': {
        const { requestId, roomId } = effect
        const asked = effect.type === 'end-room' ? rooms.end(roomId) : rooms.get(roomId)
        return answer(
          requestId,
          asked.then((room) => ({ type: 'room-answered', requestId, room })),
        )
      }
      case 'send-heartbeat': {
        const { requestId } = effect
        const sent = streams.sendHeartbeat(effect.roomId, effect.pushing)
        return answer(
          requestId,
          sent.then((heard) => ({ type: 'heartbeat-answered', requestId, answer: heard })),
        )
      }
      case 'start':
        return media.start({ url: effect.url, safeSettings: effect.safeSettings })
      case 'stop':
        return media.stop()
      case 'start-timer':
        return timers.start(effect.id, effect.delayMs)
      case 'cancel-timer':
        return timers.cancel(effect.id)
      case 'log-code':
        return log(effect.name === null ? 'warn' : 'info', 'pusher-code', {
          code: effect.code,
          name: effect.name,
        })
    }
  }

  const runner = runMachine<PusherState, PusherEvent, PusherEffect>({
    initial: initialPusherState(),
    reduce: (state, event) => pusherReducer(state, event, { random }),
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
