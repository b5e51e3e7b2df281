import { describe, expect, test } from 'vitest'
import { createPaint } from '../../cli/terminal/paint.ts'
import { textWidth } from '../../cli/terminal/text-width.ts'
import type { CheckResult } from '../check.ts'
import { ok, unknown, warn, wrong } from '../finding.ts'
import { domainList } from './domain-list.ts'
import { renderReport } from './render-report.ts'
import type { Report } from './report.ts'
import { TO_TICK } from './to-tick.ts'

const long = {
  zh: '推流密钥与控制台里的主密钥和备密钥都不相同，所有推流地址都会被拒绝，主播开不了播',
  en: 'The push key is neither the primary nor the backup key of the domain in the console: every push URL will be refused.',
}
const cure = {
  zh: '把控制台的主密钥复制过来：云直播控制台 → 域名管理 → 推流域名 → 管理 → 推流配置 → 鉴权配置',
  en: 'Copy the primary key: CSS console → Domain Management (域名管理) → the push domain → Push Configuration (推流配置).',
}
const results: CheckResult[] = [
  {
    id: 'a',
    section: 'configuration',
    title: { zh: '环境变量', en: 'Variables' },
    findings: [ok('a.ok', { zh: '齐全', en: 'Complete.' })],
  },
  {
    id: 'b',
    section: 'cloud',
    title: { zh: '推流鉴权', en: 'Push authentication' },
    findings: [wrong('b.key', long, cure), warn('b.delta', long, cure)],
  },
  {
    id: 'c',
    section: 'cloud',
    title: { zh: '播放鉴权', en: 'Play authentication' },
    findings: [unknown('c.no-answer', { zh: '没有检查：腾讯云没有按时回答', en: 'Not checked.' })],
  },
]
const report: Report = { results, domains: domainList('https://api.kaibo.test'), toTick: TO_TICK.slice(0, 1) }

const render = (language: 'zh' | 'en', columns: number, isTty = false) =>
  renderReport(report, { language, columns, paint: createPaint({ isTty, environment: {} }) })

describe('the report in a terminal', () => {
  test.each(['zh', 'en'] as const)('in %s', (language) => {
    expect(`\n${render(language, 80)}\n`).toMatchSnapshot()
  })

  test.each([60, 72, 80, 100, 110])('never is wider than the window of %d columns', (columns) => {
    for (const language of ['zh', 'en'] as const) {
      for (const line of render(language, columns).split('\n'))
        expect(textWidth(line)).toBeLessThanOrEqual(columns)
    }
  })

  test('is no wider than what reads well, however wide the window', () => {
    const widths = render('en', 400).split('\n').map(textWidth)
    expect(Math.max(...widths)).toBeLessThanOrEqual(110)
  })

  test('has colours only in a terminal, and not where they are not wanted', () => {
    expect(render('en', 80)).not.toContain('\u001b')
    expect(render('en', 80, true)).toContain('\u001b[31m✗\u001b[39m')
    for (const environment of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      expect(createPaint({ isTty: true, environment }).bad('✗')).toBe('✗')
    }
  })

  test('says the same with and without colours', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is to be taken out
    expect(render('zh', 80, true).replace(/\u001b\[\d+m/g, '')).toBe(render('zh', 80))
  })
})
