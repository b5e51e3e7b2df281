import * as z from 'zod/mini'
import { openEnum } from '../wire/open-enum.ts'
import { roles } from './role.ts'
import { user, userId } from './user.ts'

export const userPath = z.strictObject({ userId })
export type UserPath = z.infer<typeof userPath>

export const setRoleRequest = z.strictObject({ role: z.enum(roles) })
export type SetRoleRequest = z.infer<typeof setRoleRequest>

/** A person and the role that an operator gave; under the open policy a viewer may broadcast all the same. */
export const userWithRole = z.object({ ...user.shape, role: openEnum(roles) })
export type UserWithRole = z.infer<typeof userWithRole>
