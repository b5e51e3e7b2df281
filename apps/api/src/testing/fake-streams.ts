import type { StreamObservation } from '@kaibo/live-core'
import type { OutsideError } from '../outside/outside-error.ts'
import type { StreamControl } from '../provider/media-provider.ts'

type Call = { action: 'query' | 'drop' | 'forbid' | 'resume'; streamName: string; untilMs?: number }

/** A provider's streams in memory: what is pushed, what is forbidden, what it was asked and told. */
export type FakeStreams = {
  control: StreamControl
  calls: Call[]
  states: Map<string, StreamObservation['state']>
  /** The next calls of this action fail so, until it is taken back. */
  fail: Map<Call['action'], OutsideError>
}

export function fakeStreams(): FakeStreams {
  const states = new Map<string, StreamObservation['state']>()
  const calls: Call[] = []
  const fail = new Map<Call['action'], OutsideError>()
  const called = (call: Call) => {
    calls.push(call)
    const failure = fail.get(call.action)
    if (failure) throw failure
  }
  return {
    calls,
    states,
    fail,
    control: {
      async queryStream(streamName) {
        called({ action: 'query', streamName })
        return states.get(streamName) ?? 'inactive'
      },
      async dropStream(streamName) {
        called({ action: 'drop', streamName })
        states.delete(streamName)
      },
      async forbidStream(streamName, { untilMs }) {
        called({ action: 'forbid', streamName, untilMs })
        states.set(streamName, 'forbidden')
      },
      async resumeStream(streamName) {
        called({ action: 'resume', streamName })
        if (states.get(streamName) === 'forbidden') states.delete(streamName)
      },
    },
  }
}
