export * from './empty-request.ts'
export * from './iso-time.ts'
export * from './open-enum.ts'
export * from './text.ts'
