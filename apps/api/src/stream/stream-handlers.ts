import type { Handlers } from '../http/handler.ts'
import type { StreamManager } from './stream-manager.ts'

export const streamHandlers = (streams: StreamManager): Pick<Handlers, 'issuePushUrl' | 'issuePlayUrls'> => ({
  issuePushUrl: ({ user, params, body }) => streams.issuePushUrl(user, params.roomId, body.reason ?? 'start'),
  issuePlayUrls: ({ params }) => streams.issuePlayUrls(params.roomId),
})
