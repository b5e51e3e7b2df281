export { type Config, ConfigError, readConfig, type Secrets } from './config/index.ts'
export type { Overrides } from './context.ts'
export { type Api, startApi } from './start-api.ts'
export { type Database, openInMemory } from './storage/index.ts'
