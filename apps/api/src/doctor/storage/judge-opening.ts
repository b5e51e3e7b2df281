import type { Words } from '../../cli/words.ts'
import type { StoreOpenError } from '../../storage/store-error.ts'
import { type Finding, wrong } from '../finding.ts'

type Trouble = { code: string; words: Words; cure: Words }

const URL_CURE: Words = { zh: '改正 DATABASE_URL', en: 'Correct DATABASE_URL.' }

/** By SQLSTATE (PostgreSQL manual, appendix A) and by codes of the system. */
const TROUBLES: Record<string, Trouble> = {
  '28P01': {
    code: 'password',
    words: { zh: '用户名或密码不对', en: 'user name or password is wrong' },
    cure: URL_CURE,
  },
  '28000': {
    code: 'not-admitted',
    words: { zh: '不允许这个用户从这里连接', en: 'this user is not admitted from here' },
    cure: {
      zh: '检查用户名；在数据库的 pg_hba.conf（云数据库：安全组、白名单）里放行本机',
      en: "Check the user name; admit this machine in the database's pg_hba.conf (in a cloud: its security group or list).",
    },
  },
  '3D000': {
    code: 'absent',
    words: { zh: '没有这个数据库', en: 'there is no such database' },
    cure: {
      zh: '建库：createdb，或者改正 DATABASE_URL',
      en: 'Make it with createdb, or correct DATABASE_URL.',
    },
  },
  '53300': {
    code: 'full',
    words: { zh: '连接数已满', en: 'all its connections are taken' },
    cure: { zh: '调大 max_connections，或减少节点', en: 'Raise max_connections, or run fewer nodes.' },
  },
  ECONNREFUSED: {
    code: 'nobody',
    words: { zh: '那里没有服务', en: 'nobody listens there' },
    cure: { zh: '启动 PostgreSQL，或者改正 DATABASE_URL', en: 'Start PostgreSQL, or correct DATABASE_URL.' },
  },
  ENOTFOUND: {
    code: 'no-host',
    words: { zh: '查不到主机名', en: 'there is no such host' },
    cure: URL_CURE,
  },
}

const OTHER: Trouble = {
  code: 'unreachable',
  words: { zh: '连不上', en: 'it cannot be reached' },
  cure: {
    zh: '检查网络、防火墙和 DATABASE_URL（需要 TLS 时加 ?sslmode=require）',
    en: 'Check the network, the firewall and DATABASE_URL (with ?sslmode=require where TLS is wanted).',
  },
}

/** Why PostgreSQL could not be opened. Never shows the URL, which holds a password. */
export function judgeOpening(error: StoreOpenError, name: string): Finding {
  const code = codes(error).find((candidate) => candidate in TROUBLES || candidate !== '') ?? ''
  const { code: what, words, cure } = TROUBLES[code] ?? OTHER
  const detail = code === '' ? '' : ` (${code})`
  return wrong(
    `database.${what}`,
    { zh: `${name}：${words.zh}${detail}`, en: `${name}: ${words.en}${detail}.` },
    cure,
  )
}

/** The codes of an error and of what caused it. */
function codes(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const nested = error instanceof AggregateError ? error.errors.flatMap(codes) : []
  return [...own, ...nested, ...codes(error.cause)]
}
