import { type Database, realPorts, StoreOpenError } from '@kaibo/api'
import { type Misconfiguration, setting } from './misconfiguration.ts'
import { startRedisServer } from './redis-server.ts'

/** WeChat refuses the question for a token. */
const wechat =
  (errcode: number, errmsg = 'no'): Misconfiguration['inject'] =>
  (installation) => {
    installation.wechat.answer = { errcode, errmsg }
  }

const SECONDS_FAST = 600

/** The database, apart from what some statements answer. */
const answering =
  (rows: Record<string, (row: Record<string, unknown>) => Record<string, unknown> | undefined>) =>
  (installation: Parameters<Misconfiguration['inject']>[0]): void => {
    const { openDatabase } = installation.ports
    const open = async (url: string): Promise<Database> => {
      const database = await openDatabase(url)
      return {
        ...database,
        query: async <Row extends Record<string, unknown>>(...asked: Parameters<Database['query']>) => {
          const found = await database.query<Row>(...asked)
          const change = rows[asked[0].name] ?? ((row) => row)
          // A change leaves a row what it is, apart from values.
          return found.map(change).filter((row) => row !== undefined) as Row[]
        },
      }
    }
    installation.ports = { ...installation.ports, openDatabase: open }
  }

/** Wrong at WeChat, in a store, or with this machine. */
export const ELSEWHERE: Misconfiguration[] = [
  { what: 'the AppID is misspelt', code: 'wechat.appid', inject: wechat(40013) },
  { what: 'the AppSecret was reset', code: 'wechat.secret', inject: wechat(40125) },
  {
    what: "this machine is not on WeChat's list",
    code: 'wechat.ip-not-listed',
    inject: wechat(40164, 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1-2'),
  },
  { what: 'the AppSecret is frozen', code: 'wechat.secret-frozen', inject: wechat(40243) },
  {
    what: 'pictures are checked, and no verdict can arrive',
    code: 'message-push.absent',
    inject: setting({ KAIBO_WECHAT_PUSH_TOKEN: undefined }),
  },
  {
    what: "this machine's clock is ten minutes fast",
    code: 'clock.off',
    inject: (installation) => {
      installation.ports = { ...installation.ports, clock: () => Date.now() + SECONDS_FAST * 1000 }
    },
  },
  {
    what: 'no PostgreSQL listens',
    code: 'database.nobody',
    inject(installation) {
      setting({ DATABASE_URL: 'postgres://kaibo:canary-database-password@127.0.0.1:1/kaibo' })(installation)
      installation.ports = { ...installation.ports, openDatabase: realPorts().openDatabase }
    },
  },
  {
    what: "the database's password is wrong",
    code: 'database.password',
    inject(installation) {
      const refusal = Object.assign(new Error('password authentication failed'), { code: '28P01' })
      const openDatabase = () => Promise.reject(new StoreOpenError('cannot be opened', { cause: refusal }))
      installation.ports = { ...installation.ports, openDatabase }
    },
  },
  {
    what: 'a migration has not been applied',
    code: 'database.behind',
    inject: answering({ 'doctor-migrations': (row) => (row.version === 1 ? undefined : row) }),
  },
  {
    what: 'the schema is newer than this Kaibo',
    code: 'database.newer',
    inject: answering({
      'doctor-migrations': (row) =>
        row.version === 1 ? { ...row, version: 9999, name: '9999_future.sql' } : row,
    }),
  },
  {
    what: 'a migration was changed after it was applied',
    code: 'database.changed',
    inject: answering({
      'doctor-migrations': (row) => (row.version === 1 ? { ...row, digest: 'another' } : row),
    }),
  },
  {
    what: "the database's clock is off",
    code: 'database.clock',
    inject: answering({ 'doctor-state': (row) => ({ ...row, now_ms: Number(row.now_ms) + 60_000 }) }),
  },
  {
    what: 'the embedded store is used for the world',
    code: 'data-folder.embedded',
    inject: setting({ DATABASE_URL: undefined, KAIBO_DATA_DIR: '/tmp/kaibo-doctor-never-made' }),
  },
  {
    what: 'the data folder is a file',
    code: 'data-folder.no-folder',
    inject: setting({ DATABASE_URL: undefined, KAIBO_DATA_DIR: import.meta.filename }),
  },
  {
    what: 'no Redis listens',
    code: 'redis.silent',
    inject: setting({ REDIS_URL: 'redis://127.0.0.1:1' }),
  },
  {
    what: 'Redis wants a password',
    code: 'redis.password',
    async inject(installation) {
      const redis = await startRedisServer('canary-redis-password')
      setting({ REDIS_URL: `redis://127.0.0.1:${redis.port}` })(installation)
      installation.afterwards.push(() => redis.close())
    },
  },
]
