import { describe, expect, test } from 'vitest'
import { ConfigError, RHYTHM_VARIABLES, readConfig } from '../../config/index.ts'
import { cureOf } from '../finding.ts'
import { toProblem } from './problem.ts'
import { problemFinding } from './problem-finding.ts'

function findingsOf(environment: NodeJS.ProcessEnv) {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map((sentence) => ({ sentence, finding: problemFinding(toProblem(sentence)) }))
  }
}

const same = 'the-same-value-for-each-of-the-keys-0123456789'
const ENVIRONMENTS: NodeJS.ProcessEnv[] = [
  {},
  { KAIBO_PUSH_KEY: 'short', KAIBO_PLAY_KEY: 'e12c46f2612d5106e2034781ab261ca3' },
  { KAIBO_CALLBACK_KEY: same, KAIBO_TOKEN_KEY: same, KAIBO_WECHAT_SECRET: same },
  { KAIBO_CALLBACK_PATH: `${same}/`, KAIBO_CLOUD_SECRET_ID: `${same},` },
  { KAIBO_PORT: 'NaN', KAIBO_PLAY_URL_SECONDS: '1e3', KAIBO_LOG_LEVEL: 'loud' },
  { KAIBO_BROADCAST_POLICY: 'anybody', DATABASE_URL: 'mysql://x' },
  {
    KAIBO_PUSH_RTMP_BASE_URL: 'rtmp://push.example.test',
    KAIBO_PLAY_FLV_BASE_URL: 'https:play.example.test',
  },
  { KAIBO_CLOUD_BASE_URL: 'http://example.test', KAIBO_WECHAT_BASE_URL: 'ftp://x' },
  { KAIBO_CLOUD_BASE_URL: 'https://example.test/path', KAIBO_PUBLIC_BASE_URL: 'api.example.test' },
  { [RHYTHM_VARIABLES.sweepMs]: '0', [RHYTHM_VARIABLES.leaseMs]: 'x' },
]
const all = ENVIRONMENTS.flatMap(findingsOf)

describe('whatever the configuration refuses', () => {
  test('is told in Chinese as well, by the same name of the variable', () => {
    for (const { sentence, finding } of all) {
      const [variable = ''] = sentence.split(' ')
      expect(finding.words.zh, sentence).toContain(variable)
      expect(finding.words.zh, sentence).toMatch(/[\u4e00-\u9fff]/)
      expect(finding.words.en).toContain(variable)
    }
  })

  test('comes with a cure in both languages', () => {
    for (const { sentence, finding } of all) {
      expect(cureOf(finding)?.zh, sentence).toMatch(/[\u4e00-\u9fff]/)
      expect(cureOf(finding)?.en, sentence).toMatch(/^[A-Z].{10,}\.$/)
    }
  })

  test('has a form that is known, so that Chinese readers read no English', () => {
    const unknown = all.filter(({ finding }) => finding.code === 'configuration.other')
    expect(unknown.map(({ sentence }) => sentence)).toEqual([])
  })

  test('in these words', () => {
    const byForm = new Map(all.map(({ finding }) => [finding.code, finding]))
    expect(
      [...byForm.values()].map((finding) => ({
        code: finding.code,
        words: finding.words,
        cure: cureOf(finding),
      })),
    ).toMatchSnapshot()
  })
})

test('a sentence of a form that nobody knew is shown as it is', () => {
  const sentence = 'KAIBO_NEW_THING is odd: make it even.'
  expect(problemFinding(toProblem(sentence))).toEqual({
    verdict: 'wrong',
    code: 'configuration.other',
    words: { zh: 'KAIBO_NEW_THING 的值不能用', en: 'KAIBO_NEW_THING is odd.' },
    cure: { zh: '按 README 的变量表改正它（make it even.）', en: 'Make it even.' },
  })
})
