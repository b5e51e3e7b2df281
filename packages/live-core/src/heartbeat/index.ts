export * from './device-id.ts'
export * from './heartbeat.ts'
