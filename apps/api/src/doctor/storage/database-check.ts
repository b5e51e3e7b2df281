import type { Database } from '../../storage/database.ts'
import { StoreOpenError } from '../../storage/store-error.ts'
import type { Check } from '../check.ts'
import { type Finding, ok, warn } from '../finding.ts'
import { judgeMigrations } from './judge-migrations.ts'
import { judgeOpening } from './judge-opening.ts'
import { readDatabase } from './read-database.ts'

type Options = {
  /** Without the user and the password. */
  name: string
  /** Rejects with `StoreOpenError`. */
  open(): Promise<Database>
  /** What the clock check has measured: this machine's clock may itself be wrong. */
  trueTimeMs(): Promise<number>
}

/** Leases and deadlines go by the database's clock, and by ours. */
const DRIFT_MS = 5_000

/** Whether PostgreSQL is there, up to date, and at the right time. Changes nothing. */
export const databaseCheck = ({ name, open, trueTimeMs }: Options): Check => ({
  id: 'database',
  section: 'storage',
  title: { zh: 'PostgreSQL 数据库', en: 'PostgreSQL' },
  needs: ['DATABASE_URL'],
  async run() {
    const database = await open().catch((error: unknown) => error)
    if (database instanceof StoreOpenError) return [judgeOpening(database, name)]
    if (!isDatabase(database)) throw database
    try {
      const { state, applied } = await readDatabase(database)
      const driftMs = state.nowMs - (await trueTimeMs())
      const troubles = [await judgeMigrations(applied), judgeDrift(driftMs)].filter(
        (each) => each !== undefined,
      )
      return troubles.length > 0 ? troubles : [fine(name, state)]
    } finally {
      await database.close()
    }
  },
})

const isDatabase = (value: unknown): value is Database =>
  typeof value === 'object' && value !== null && 'transaction' in value

const fine = (name: string, { version, timeZone }: { version: string; timeZone: string }): Finding =>
  ok('database.ok', {
    zh: `${name}：PostgreSQL ${version}，表结构最新，时钟一致（时区 ${timeZone}，不影响）`,
    en: `${name}: PostgreSQL ${version}, schema up to date, clock right (time zone ${timeZone}, which does not matter).`,
  })

function judgeDrift(driftMs: number): Finding | undefined {
  if (Math.abs(driftMs) < DRIFT_MS) return undefined
  const seconds = Math.round(Math.abs(driftMs) / 1000)
  return warn(
    'database.clock',
    {
      zh: `数据库的时钟${driftMs > 0 ? '快' : '慢'}了 ${seconds} 秒`,
      en: `The database's clock is ${seconds} s ${driftMs > 0 ? 'fast' : 'slow'}.`,
    },
    {
      zh: '在数据库的机器上开启时间同步（chrony 或 timedatectl set-ntp true）',
      en: "Switch time synchronisation on at the database's machine (chrony, or timedatectl set-ntp true).",
    },
  )
}
