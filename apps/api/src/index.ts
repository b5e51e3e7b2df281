export * from './cli/index.ts'
export {
  type Config,
  ConfigError,
  DEFAULT_RHYTHM,
  type Rhythm,
  readConfig,
  type Secrets,
} from './config/index.ts'
export type { Overrides } from './context.ts'
export * from './doctor/index.ts'
export { type Api, startApi } from './start-api.ts'
export { type Database, migrate, openInMemory, readMigrations, StoreOpenError } from './storage/index.ts'
export { RoleManager } from './user/role-manager.ts'
