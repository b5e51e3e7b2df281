import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AT_TENCENT } from './support/at-tencent.ts'
import { AT_THE_API } from './support/at-the-api.ts'
import { codesOf, diagnose, everyWordOf, findingOf, steady } from './support/diagnose.ts'
import { ELSEWHERE } from './support/elsewhere.ts'
import { IN_NAMES } from './support/in-names.ts'
import { IN_THE_ENVIRONMENT } from './support/in-the-environment.ts'
import { type Installation, startInstallation } from './support/installation.ts'

const ALL = [...IN_THE_ENVIRONMENT, ...IN_NAMES, ...AT_TENCENT, ...AT_THE_API, ...ELSEWHERE]

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation()
})
afterEach(() => installation.reset())
afterAll(() => installation?.stop())

test('at least 25 different mistakes are known', () => {
  expect(new Set(ALL.map(({ code }) => code)).size).toBeGreaterThanOrEqual(25)
})

describe('one mistake alone is found, named and comes with a cure, and nothing else alarms:', () => {
  test.each(ALL)('$what ($code)', async ({ code, inject }) => {
    await inject(installation)
    const report = await diagnose(installation)
    expect(codesOf(report).alarms).toEqual([code])
    const { words, cure } = findingOf(report, code)
    expect(steady({ words, cure })).toMatchSnapshot()
    expect(cure?.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(cure?.en).toMatch(/\.$/)
    // Every secret of the installation says so.
    expect(everyWordOf(report)).not.toMatch(/canary/i)
  })
})
