export {
  type Config,
  ConfigError,
  DEFAULT_RHYTHM,
  type Rhythm,
  readConfig,
  type Secrets,
} from './config/index.ts'
export type { Overrides } from './context.ts'
export { type Api, startApi } from './start-api.ts'
export { type Database, openInMemory } from './storage/index.ts'
