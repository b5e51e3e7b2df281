import type { Handlers } from '../http/handler.ts'
import type { SessionManager } from './session-manager.ts'

export const sessionHandlers = (sessions: SessionManager): Pick<Handlers, 'createSession'> => ({
  createSession: ({ body }) => sessions.createSession(body),
})
