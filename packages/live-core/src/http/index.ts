export * from './client-operations.ts'
export * from './health.ts'
export * from './operation.ts'
export * from './operations.ts'
