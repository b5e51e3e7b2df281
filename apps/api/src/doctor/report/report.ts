import type { CheckResult } from '../check.ts'
import { type Verdict, verdicts } from '../finding.ts'
import type { DomainList } from './domain-list.ts'
import type { ToTick } from './to-tick.ts'

/** All that the doctor has to say. Holds no secret. */
export type Report = {
  results: readonly CheckResult[]
  domains: DomainList
  toTick: readonly ToTick[]
}

/** How many findings of each verdict there are. */
export function countVerdicts({ results }: Pick<Report, 'results'>): Record<Verdict, number> {
  const all = results.flatMap(({ findings }) => findings)
  const counts = verdicts.map((verdict) => [verdict, all.filter((each) => each.verdict === verdict).length])
  // `fromEntries` forgets that every verdict is there.
  return Object.fromEntries(counts) as Record<Verdict, number>
}
