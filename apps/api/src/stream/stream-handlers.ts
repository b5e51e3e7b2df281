import type { Handlers } from '../http/handler.ts'
import type { PlayUrlManager } from './play-url-manager.ts'
import type { PushUrlManager } from './push-url-manager.ts'

export const streamHandlers = (
  pushUrls: PushUrlManager,
  playUrls: PlayUrlManager,
): Pick<Handlers, 'issuePushUrl' | 'issuePlayUrls'> => ({
  issuePushUrl: ({ user, params, body }) => pushUrls.issuePushUrl(user, params.roomId, body),
  issuePlayUrls: ({ params, body }) => playUrls.issuePlayUrls(params.roomId, body),
})
