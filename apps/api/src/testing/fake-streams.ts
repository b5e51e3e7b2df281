import type { StreamObservation } from '@kaibo/live-core'
import { OutsideError } from '../outside/outside-error.ts'
import type { StreamControl } from '../provider/media-provider.ts'

type Action = 'query' | 'drop' | 'forbid' | 'resume'
type Call = { action: Action; streamName: string; untilMs?: number }

/** A provider's streams in memory: what is pushed, what is forbidden, what it was asked and told. */
export type FakeStreams = {
  control: StreamControl
  calls: Call[]
  states: Map<string, StreamObservation['state']>
  /** Calls of these actions fail so and change nothing, until it is taken back. */
  fail: Map<Action, OutsideError>
  /** Commands of these actions time out, and are carried out only when they land. */
  late: Set<Action>
  /** Carries out the command that has been on its way longest, or the one at that place in the queue. */
  land(place?: number): void
  /** How many commands are on their way. */
  underway(): number
  /** The streams that were asked about, each as often as it was. */
  asked(): string[]
  told(action: Exclude<Action, 'query'>): string[]
}

export function fakeStreams(): FakeStreams {
  const states: FakeStreams['states'] = new Map()
  const calls: Call[] = []
  const fail: FakeStreams['fail'] = new Map()
  const late: FakeStreams['late'] = new Set()
  const underway: (() => void)[] = []
  const namesOf = (action: Action) =>
    calls.filter((call) => call.action === action).map(({ streamName }) => streamName)
  const called = (call: Call, carryOut: () => void = () => {}) => {
    calls.push(call)
    const failure = fail.get(call.action)
    if (failure) throw failure
    if (!late.has(call.action)) return carryOut()
    underway.push(carryOut)
    throw timeout
  }
  return {
    calls,
    states,
    fail,
    late,
    land(place = 0) {
      for (const carryOut of underway.splice(place, 1)) carryOut()
    },
    underway: () => underway.length,
    asked: () => namesOf('query'),
    told: namesOf,
    control: {
      async queryStream(streamName) {
        called({ action: 'query', streamName })
        return states.get(streamName) ?? 'inactive'
      },
      async dropStream(streamName) {
        called({ action: 'drop', streamName }, () => {
          if (states.get(streamName) === 'active') states.delete(streamName)
        })
      },
      async forbidStream(streamName, { untilMs }) {
        called({ action: 'forbid', streamName, untilMs }, () => states.set(streamName, 'forbidden'))
      },
      async resumeStream(streamName) {
        called({ action: 'resume', streamName }, () => {
          if (states.get(streamName) === 'forbidden') states.delete(streamName)
        })
      },
    },
  }
}

/** How a call fails of which nobody knows whether it is carried out. */
export const timeout = new OutsideError('unknown', 'tencent-cloud', 'TimeoutError')
