import { afterAll, beforeAll, expect, test } from 'vitest'
import { codesOf, diagnose } from './support/diagnose.ts'
import { type Installation, startInstallation } from './support/installation.ts'

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation?.stop())

test('a good installation raises no alarm, and everything is checked', async () => {
  const report = await diagnose(installation)
  expect(codesOf(report)).toEqual({ alarms: [], unknown: [] })
})
