import type { Operation } from '../http/operation.ts'
import { createSessionRequest } from './create-session.ts'
import { endedSessions, endSessionRequest } from './end-session.ts'
import { session } from './session.ts'

/** Logging in and out. */
export const sessionOperations = {
  createSession: {
    method: 'POST',
    path: '/v1/sessions',
    summary: 'Log in with the code of wx.login',
    access: { by: 'anyone' },
    body: createSessionRequest,
    status: 201,
    answer: session,
    errors: ['login_code_rejected', 'login_refused', 'rate_limited'],
  },
  endSession: {
    method: 'POST',
    path: '/v1/sessions/end',
    summary: 'Log out, here or everywhere',
    access: { by: 'viewer' },
    body: endSessionRequest,
    status: 200,
    answer: endedSessions,
    errors: [],
  },
} as const satisfies Record<string, Operation>
