import type { Operation } from '../http/operation.ts'
import { callbackAnswer, callbackPath, srsHookAnswer } from './callback-answer.ts'

/** What the media provider and WeChat call. */
export const callbackOperations = {
  receiveTencentCssCallback: {
    method: 'POST',
    path: '/v1/callbacks/tencent-css/{secret}',
    summary: 'Tencent Cloud CSS callbacks (for the provider)',
    access: { by: 'service' },
    params: callbackPath,
    rawBody: true,
    status: 200,
    answer: callbackAnswer,
    errors: ['callback_rejected', 'not_found'],
  },
  receiveSrsHook: {
    method: 'POST',
    path: '/v1/callbacks/srs/{secret}',
    summary: 'SRS hooks: may this client publish or play (for an SRS of your own)',
    access: { by: 'service' },
    params: callbackPath,
    rawBody: true,
    status: 200,
    answer: srsHookAnswer,
    errors: ['callback_rejected', 'not_found'],
  },
} as const satisfies Record<string, Operation>
