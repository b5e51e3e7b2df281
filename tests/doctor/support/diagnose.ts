import { createPaint, cureOf, type Report, renderReport, reportJson, runDoctor } from '@kaibo/api'
import type { Installation } from './installation.ts'

/** What the doctor says of an installation. */
export const diagnose = ({ environment, ports }: Installation): Promise<Report> =>
  runDoctor(environment, ports)

/** Codes of everything that is alarming, and of what could not be checked. */
export function codesOf(report: Report): { alarms: string[]; unknown: string[] } {
  const all = report.results.flatMap(({ findings }) => findings)
  const of = (...verdicts: string[]) =>
    all.filter(({ verdict }) => verdicts.includes(verdict)).map(({ code }) => code)
  return { alarms: of('warn', 'wrong'), unknown: of('unknown') }
}

/** What was found under a code. */
export function findingOf(report: Report, code: string) {
  const all = report.results.flatMap(({ findings }) => findings)
  const found = all.find((finding) => finding.code === code)
  if (found === undefined) throw new Error(`Nothing was found under ${code}`)
  return { words: found.words, cure: cureOf(found) }
}

/** Everything that anybody can see of a report, in both languages and as JSON. */
export const everyWordOf = (report: Report): string =>
  [
    ...(['zh', 'en'] as const).map((language) =>
      renderReport(report, { language, columns: 100, paint: plain }),
    ),
    JSON.stringify(reportJson(report)),
  ].join('\n')

const plain = createPaint({ isTty: false, environment: {} })

/** Texts without what differs from run to run: ports, days, seconds and where the repository lies. */
export const steady = <Value>(value: Value): Value =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(import.meta.dirname, 'FOLDER')
      .replace(/:\d{4,5}\b/g, ':PORT')
      .replace(/\d{4}-\d\d-\d\d/g, 'DAY')
      .replace(/(快了 |clock is )\d+/g, '$1SECONDS'),
  )
