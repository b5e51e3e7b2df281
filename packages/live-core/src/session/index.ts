export * from './create-session.ts'
export * from './role.ts'
export * from './session.ts'
export * from './user.ts'
