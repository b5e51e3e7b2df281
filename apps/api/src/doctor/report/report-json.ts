import { gravest } from '../finding.ts'
import { countVerdicts, type Report } from './report.ts'

/** The report for a program: every text in both languages, every finding with its code. */
export function reportJson(report: Report): unknown {
  return {
    counts: countVerdicts(report),
    checks: report.results.map(({ id, section, title, findings }) => ({
      id,
      section,
      verdict: gravest(findings),
      title,
      findings,
    })),
    domains: report.domains,
    toTick: report.toTick,
  }
}
