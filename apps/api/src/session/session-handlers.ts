import type { Handlers } from '../http/handler.ts'
import type { SessionManager } from './session-manager.ts'

export const sessionHandlers = (
  sessions: SessionManager,
): Pick<Handlers, 'createSession' | 'endSession'> => ({
  createSession: ({ body, origin }) => sessions.createSession(body, origin),
  endSession: ({ user, body, origin }) => sessions.endSession(user, body, origin),
})
