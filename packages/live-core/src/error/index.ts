export * from './error-answer.ts'
export * from './error-code.ts'
