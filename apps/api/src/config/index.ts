export * from './config.ts'
export { ConfigError } from './config-error.ts'
export { readConfig } from './read-config.ts'
