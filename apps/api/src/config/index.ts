export * from './config.ts'
export { ConfigError } from './config-error.ts'
export { readConfig } from './read-config.ts'
export { DEFAULT_RHYTHM, RHYTHM_VARIABLES, type Rhythm } from './rhythm.ts'
