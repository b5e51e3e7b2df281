import { callbackPath } from '../callback/callback-answer.ts'
import type { Operation } from '../http/operation.ts'
import { verifyWechatPushQuery, wechatPushQuery } from './wechat-push.ts'

const PATH = '/v1/callbacks/wechat/{secret}'

/** What WeChat's message push calls. */
export const wechatPushOperations = {
  verifyWechatPush: {
    method: 'GET',
    path: PATH,
    summary: 'The address is ours (for WeChat’s console)',
    access: { by: 'service' },
    params: callbackPath,
    query: verifyWechatPushQuery,
    status: 200,
    answer: { mediaTypes: ['text/plain'] },
    errors: ['callback_rejected', 'not_found'],
  },
  receiveWechatPush: {
    method: 'POST',
    path: PATH,
    summary: 'WeChat’s events (for WeChat)',
    access: { by: 'service' },
    params: callbackPath,
    query: wechatPushQuery,
    rawBody: true,
    status: 200,
    answer: { mediaTypes: ['text/plain'] },
    errors: ['callback_rejected', 'not_found'],
  },
} as const satisfies Record<string, Operation>
