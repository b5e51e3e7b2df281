/** What a person may do, each including all before it. */
export const roles = ['viewer', 'broadcaster', 'moderator', 'operator'] as const
export type Role = (typeof roles)[number]

/** Whether `role` includes what `least` may do. */
export const includesRole = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least)
