import type { Handlers } from '../http/handler.ts'
import type { MeManager } from './me-manager.ts'

export const meHandlers = (me: MeManager): Pick<Handlers, 'getMe' | 'updateMe'> => ({
  getMe: ({ user }) => me.getMe(user),
  updateMe: ({ user, body }) => me.rename(user, body.displayName),
})
