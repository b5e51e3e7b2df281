import { OutsideError } from '../outside/outside-error.ts'
import type { Check, CheckResult } from './check.ts'
import { type Finding, unknown } from './finding.ts'
import { outsideFinding } from './outside-finding.ts'

export type RunOptions = {
  /** Variables that cannot be used, which the check of the configuration has told. */
  broken: ReadonlySet<string>
  /** Resolves when all checks together have had their time. */
  timeIsOver: Promise<void>
}

/** Makes all checks at once. Never rejects: whatever cannot be made is `unknown`, with the reason. */
export const runChecks = (checks: readonly Check[], options: RunOptions): Promise<CheckResult[]> =>
  Promise.all(
    checks.map(async (check) => {
      const { id, section, title } = check
      return { id, section, title, findings: await runCheck(check, options) }
    }),
  )

async function runCheck(check: Check, { broken, timeIsOver }: RunOptions): Promise<readonly Finding[]> {
  const missing = check.needs.filter((variable) => broken.has(variable))
  if (missing.length > 0) return [waitsFor(check, missing)]
  const tooLate = timeIsOver.then(() => [outOfTime(check)])
  return Promise.race([made(check), tooLate])
}

async function made(check: Check): Promise<readonly Finding[]> {
  try {
    return await check.run()
  } catch (error) {
    return [error instanceof OutsideError ? outsideFinding(check.id, error) : failed(check, error)]
  }
}

const waitsFor = ({ id }: Check, [first, ...others]: readonly string[]): Finding => {
  const more = others.length
  return unknown(`${id}.waits`, {
    zh: `没有检查：先改好 ${first}${more > 0 ? ` 等 ${more + 1} 个变量` : ''}（见“配置”）`,
    en: `Not checked: mend ${first}${more > 0 ? ` and ${more} more` : ''} first (see "Configuration").`,
  })
}

const outOfTime = ({ id }: Check): Finding =>
  unknown(`${id}.out-of-time`, {
    zh: '没有检查完：时间用完了，请再运行一次',
    en: 'Not finished: the time was over. Run it again.',
  })

/** Only the error's name: its message could quote what is secret. */
const failed = ({ id }: Check, error: unknown): Finding => {
  const name = error instanceof Error ? error.name : typeof error
  return unknown(`${id}.failed`, {
    zh: `检查本身失败了（${name}）`,
    en: `The check itself has failed (${name}).`,
  })
}
