import type { Paint } from '../../cli/terminal/paint.ts'
import { padToWidth, textWidth } from '../../cli/terminal/text-width.ts'
import { wrap } from '../../cli/terminal/wrap.ts'
import type { Language } from '../../cli/words.ts'
import { type CheckResult, sections } from '../check.ts'
import { renderFinding } from './render-finding.ts'
import { countVerdicts, type Report } from './report.ts'
import { COUNTED, DOMAIN_LISTS, REPORT_WORDS, SECTION_TITLES } from './report-words.ts'

export type Look = { language: Language; columns: number; paint: Paint }

/** Lines longer than this are hard to read, however wide the window. */
const MOST_COLUMNS = 110
const LEAST_COLUMNS = 60
const INDENT = '  '

/** The report as a person reads it in a terminal, in one language. */
export function renderReport(report: Report, look: Look): string {
  const columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, look.columns))
  const narrowed = { ...look, columns }
  return [
    ...sectionLines(report, narrowed),
    ...domainLines(report, narrowed),
    ...toTickLines(report, narrowed),
    summaryLine(report, narrowed),
  ].join('\n')
}

function sectionLines({ results }: Report, look: Look): string[] {
  const { language, paint } = look
  const labelWidth = Math.max(...results.map(({ title }) => textWidth(title[language])))
  return sections.flatMap((section) => {
    const ofSection = results.filter((result) => result.section === section)
    if (ofSection.length === 0) return []
    const lines = ofSection.flatMap((result) => resultLines(result, labelWidth, look))
    return [paint.strong(SECTION_TITLES[section][language]), ...lines, '']
  })
}

function resultLines({ title, findings }: CheckResult, labelWidth: number, look: Look): string[] {
  return findings.flatMap((finding, index) => {
    const label = padToWidth(index === 0 ? title[look.language] : '', labelWidth)
    return renderFinding(finding, `${INDENT}${label}  `, look)
  })
}

function domainLines({ domains }: Report, { language, columns, paint }: Look): string[] {
  const rows = Object.entries(DOMAIN_LISTS).flatMap(([list, name]) =>
    domains[list as keyof typeof DOMAIN_LISTS].map((domain) => [name, domain] as const),
  )
  const width = Math.max(0, ...rows.map(([name]) => textWidth(name)))
  const lines =
    rows.length > 0
      ? rows.map(([name, domain]) => `${padToWidth(name, width)}  ${domain}`)
      : wrap(REPORT_WORDS.noDomains[language], columns - INDENT.length).map(paint.faint)
  return [paint.strong(REPORT_WORDS.domains[language]), ...lines.map((line) => `${INDENT}${line}`), '']
}

function toTickLines({ toTick }: Report, { language, columns, paint }: Look): string[] {
  const box = '☐ '
  const indent = INDENT + ' '.repeat(textWidth(box))
  const width = columns - indent.length
  const lines = toTick.flatMap(({ words, where }) => [
    ...wrap(words[language], width).map(
      (line, index) => `${index === 0 ? `${INDENT}${box}` : indent}${line}`,
    ),
    ...wrap(where[language], width).map((line) => paint.faint(`${indent}${line}`)),
  ])
  return [paint.strong(REPORT_WORDS.toTick[language]), ...lines, '']
}

function summaryLine(report: Report, { language, paint }: Look): string {
  const counts = countVerdicts(report)
  const parts = SUMMARY_ORDER.filter((verdict) => counts[verdict] > 0).map(
    (verdict) => COUNTED[verdict](counts[verdict])[language],
  )
  const text = parts.join(language === 'zh' ? '，' : ', ')
  return counts.wrong > 0 ? paint.bad(text) : paint.good(text)
}

/** The gravest first. */
const SUMMARY_ORDER = ['wrong', 'warn', 'unknown', 'ok'] as const
