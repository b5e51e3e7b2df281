import { digestOf, readMigrations } from '../../storage/migrate.ts'
import { type Finding, warn, wrong } from '../finding.ts'
import type { AppliedMigration } from './read-database.ts'

/** What stands between the database's schema and this version of Kaibo; undefined when nothing does. */
export async function judgeMigrations(applied: readonly AppliedMigration[]): Promise<Finding | undefined> {
  const known = await readMigrations()
  for (const { version, name, digest } of applied) {
    const ours = known.find((migration) => migration.version === version)
    if (ours === undefined) return newer(name)
    if (digestOf(ours) !== digest) return changed(ours.name)
  }
  const pending = known.filter(({ version }) => !applied.some((done) => done.version === version))
  return pending.length > 0 ? behind(pending.map(({ name }) => name)) : undefined
}

const newer = (name: string): Finding =>
  wrong(
    'database.newer',
    {
      zh: `数据库的表结构比这个版本的 Kaibo 新（${name}）：API 不会启动`,
      en: `The schema is newer than this Kaibo (${name}): the API will not start.`,
    },
    {
      zh: '安装写过这个数据库的那个版本，或者恢复旧的备份',
      en: 'Install the version that wrote it, or restore an older copy.',
    },
  )

const changed = (name: string): Finding =>
  wrong(
    'database.changed',
    {
      zh: `迁移文件 ${name} 在执行之后被改过：API 不会启动`,
      en: `The migration ${name} was changed after it was applied: the API will not start.`,
    },
    {
      zh: `恢复 apps/api/migrations/${name}，改动写进新的迁移文件`,
      en: `Put apps/api/migrations/${name} back, and write a new migration instead.`,
    },
  )

const behind = (names: readonly string[]): Finding =>
  warn(
    'database.behind',
    {
      zh: `还有 ${names.length} 个迁移没有执行：${names.join('、')}`,
      en: `Migrations that have not been applied: ${names.join(', ')}.`,
    },
    { zh: '启动一次 API 就会执行', en: 'Start the API: it applies them.' },
  )
