import type { Paint } from '../../cli/terminal/paint.ts'
import { textWidth } from '../../cli/terminal/text-width.ts'
import { wrap } from '../../cli/terminal/wrap.ts'
import { cureOf, type Finding, type Verdict } from '../finding.ts'
import type { Look } from './render-report.ts'

/** The mark says it without colour as well. */
const MARKS: Record<Verdict, { mark: string; colour: keyof Paint }> = {
  ok: { mark: '✓', colour: 'good' },
  warn: { mark: '!', colour: 'warning' },
  wrong: { mark: '✗', colour: 'bad' },
  unknown: { mark: '?', colour: 'faint' },
}
const ARROW = '→ '
/** Less room than this beside the label, and the text goes below it. */
const LEAST_BESIDE = 40

/** What was found, and the next click below it. `head` is what stands before it in the first line. */
export function renderFinding(finding: Finding, head: string, { language, columns, paint }: Look): string[] {
  const { mark, colour } = MARKS[finding.verdict]
  const isBeside = columns - textWidth(head) - 2 >= LEAST_BESIDE
  const indent = ' '.repeat(isBeside ? textWidth(head) + 2 : 6)
  const width = columns - indent.length
  const words = wrap(finding.words[language], width)
  const first = isBeside ? [] : [`${head}${paint[colour](mark)}`.trimEnd()]
  const lines = words.map((line, index) =>
    isBeside && index === 0 ? `${head}${paint[colour](mark)} ${line}` : `${indent}${line}`,
  )
  const cure = cureOf(finding)?.[language]
  const cureLines = cure === undefined ? [] : wrap(cure, width - textWidth(ARROW))
  return [
    ...first,
    ...lines,
    ...cureLines.map((line, index) => `${indent}${index === 0 ? ARROW : '  '}${line}`),
  ]
}
