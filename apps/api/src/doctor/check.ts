import type { Words } from '../cli/words.ts'
import type { Finding } from './finding.ts'

/** The parts of the report, in its order. */
export const sections = [
  'configuration',
  'machine',
  'domains',
  'cloud',
  'callbacks',
  'wechat',
  'storage',
] as const
export type Section = (typeof sections)[number]

/** One thing that is looked at, independent of all others. */
export type Check = {
  /** Unique, such as `push-auth`; its findings' codes begin with it. */
  id: string
  section: Section
  title: Words
  /** Variables that it rests on: where one of them cannot be used, the check is not made. */
  needs: readonly string[]
  /** May reject, which makes the verdict `unknown`. Has to end by itself; what takes too long is left behind. */
  run(): Promise<readonly Finding[]>
}

/** What became of a check. */
export type CheckResult = Pick<Check, 'id' | 'section' | 'title'> & { findings: readonly Finding[] }
