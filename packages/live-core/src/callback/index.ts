export * from './callback-answer.ts'
