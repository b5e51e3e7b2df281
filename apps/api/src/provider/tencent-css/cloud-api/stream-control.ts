import type { Clock } from '../../../clock.ts'
import { OutsideError } from '../../../outside/outside-error.ts'
import type { StreamControl } from '../../media-provider.ts'
import type { PushTarget } from '../push-target.ts'
import type { CloudApi } from './cloud-api.ts'
import { isNotPushed } from './cloud-error-code.ts'
import { cutToBytes } from './cut-to-bytes.ts'
import { resumeTime } from './resume-time.ts'
import { toStreamState } from './stream-state.ts'

type Dependencies = { api: CloudApi; target: PushTarget; clock: Clock }

const MAX_REASON_BYTES = 2048

/**
 * Streams at Tencent CSS. Everything but a drop may be repeated when its outcome is unknown: asked twice or forbidden
 * twice is the same as once. A second drop could hit the push that came after the first.
 */
export function createStreamControl({ api, target, clock }: Dependencies): StreamControl {
  const parametersOf = (streamName: string) => ({
    AppName: target.appName,
    DomainName: target.pushDomain,
    StreamName: streamName,
  })
  return {
    queryStream: (streamName) =>
      api.call(
        { action: 'DescribeLiveStreamState', parameters: parametersOf(streamName), repeat: 'if-unknown' },
        ({ StreamState }) => {
          const state = toStreamState(StreamState)
          if (state === undefined) throw new OutsideError('refused', api.service, 'UnknownStreamState')
          return state
        },
      ),
    dropStream: (streamName) =>
      api.call(
        {
          action: 'DropLiveStream',
          parameters: parametersOf(streamName),
          repeat: 'if-not-sent',
          isFine: isNotPushed,
        },
        done,
      ),
    forbidStream(streamName, { untilMs, reason }) {
      const parameters = {
        ...parametersOf(streamName),
        ResumeTime: resumeTime(untilMs, clock()),
        Reason: cutToBytes(reason, MAX_REASON_BYTES),
      }
      return api.call({ action: 'ForbidLiveStream', parameters, repeat: 'if-unknown' }, done)
    },
    resumeStream: (streamName) =>
      api.call(
        { action: 'ResumeLiveStream', parameters: parametersOf(streamName), repeat: 'if-unknown' },
        done,
      ),
  }
}

const done = (): void => {}
