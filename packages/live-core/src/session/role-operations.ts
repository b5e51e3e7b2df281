import type { Operation } from '../http/operation.ts'
import { setRoleRequest, userPath, userWithRole } from './set-role.ts'

/** Who may do what, decided by operators. */
export const roleOperations = {
  setRole: {
    method: 'POST',
    path: '/v1/users/{userId}/role',
    summary: 'Give a person a role, or take it back',
    access: { by: 'operator' },
    params: userPath,
    body: setRoleRequest,
    status: 200,
    answer: userWithRole,
    errors: ['not_found', 'last_operator'],
  },
} as const satisfies Record<string, Operation>
