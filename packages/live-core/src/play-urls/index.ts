export * from './play-urls.ts'
