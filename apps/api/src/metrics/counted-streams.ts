import type { Handlers } from '../http/handler.ts'
import type { ApiMeasures } from './api-measures.ts'
import { errorCodeOf } from './error-code-of.ts'

type StreamHandlers = Pick<Handlers, 'issuePushUrl' | 'issuePlayUrls'>

/** Handlers that issue URLs, each request for one counted. */
export const countedStreams = (handlers: StreamHandlers, counter: ApiMeasures['urls']): StreamHandlers => ({
  async issuePushUrl(request) {
    const issued = await handlers.issuePushUrl(request).catch((error: unknown) => {
      counter.add({ kind: 'push', outcome: errorCodeOf(error) })
      throw error
    })
    counter.add({ kind: 'push', outcome: 'issued' })
    return issued
  },
  async issuePlayUrls(request) {
    const answer = await handlers.issuePlayUrls(request).catch((error: unknown) => {
      counter.add({ kind: 'play', outcome: errorCodeOf(error) })
      throw error
    })
    counter.add({ kind: 'play', outcome: answer.playable ? 'issued' : 'not_playable' })
    return answer
  },
})
