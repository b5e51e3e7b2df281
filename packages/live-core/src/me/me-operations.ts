import type { Operation } from '../http/operation.ts'
import { me, updateMeRequest } from './me.ts'

/** The person behind the session. */
export const meOperations = {
  getMe: {
    method: 'GET',
    path: '/v1/me',
    summary: 'Who I am and what I may do',
    access: { by: 'viewer' },
    status: 200,
    answer: me,
    errors: [],
  },
  updateMe: {
    method: 'POST',
    path: '/v1/me',
    summary: 'Change how others see me',
    access: { by: 'viewer' },
    body: updateMeRequest,
    status: 200,
    answer: me,
    errors: ['text_rejected', 'rate_limited'],
  },
} as const satisfies Record<string, Operation>
