import type { Handlers } from '../http/handler.ts'
import type { RoleManager } from './role-manager.ts'

export const roleHandlers = (roles: RoleManager): Pick<Handlers, 'setRole'> => ({
  setRole: ({ user, params, body }) =>
    roles.grantRole({ userId: params.userId, role: body.role, actor: { id: user.id } }),
})
