export * from './me.ts'
