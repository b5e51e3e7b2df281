export * from './push-url.ts'
