import type { Sandbox } from '@kaibo/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiProcess, startApiProcess } from '../support/api-process.ts'
import { testSecrets } from '../support/config.ts'
import { startTestSandbox } from '../support/sandbox.ts'
import { openTestStore, type TestStore } from '../support/stores.ts'
import { busyDay, type Day } from './support/busy-day.ts'

let store: TestStore
let sandbox: Sandbox
let api: ApiProcess
let day: Day
let output = ''
let lines: Record<string, unknown>[]
beforeAll(async () => {
  store = await openTestStore('embedded')
  sandbox = await startTestSandbox()
  api = await startApiProcess(store.config, sandbox.addresses, {
    variables: { KAIBO_LOG_LEVEL: 'trace', KAIBO_SWEEP_MS: '100', KAIBO_ASK_RETRY_MS: '100' },
    onOutput(text) {
      output += text
    },
  })
  day = await busyDay(api.address, sandbox)
  await api.stop()
  const json = output.split('\n').filter((line) => line.startsWith('{'))
  lines = json.map((line) => JSON.parse(line) as Record<string, unknown>)
})
afterAll(async () => {
  await sandbox?.stop()
  await store?.remove()
})

test('a busy day at the most talkative level leaves no key, token, code or signature in the log', () => {
  const secrets = Object.values(testSecrets)
  expect(day.personal.every((text) => text.length >= 20)).toBe(true)
  expect([...secrets, ...day.personal].filter((secret) => output.includes(secret))).toEqual([])
})

test('and no word that a caller or a service chose', () => {
  expect(output).not.toContain('canary')
})

test('but what happened, each thing with fields that are known', () => {
  const told = new Set(lines.map(({ msg }) => msg))
  expect([...told]).toEqual(
    expect.arrayContaining([
      'request',
      'callback',
      'a signed callback has fields that cannot be read',
      'room changed',
      'request failed',
      expect.stringMatching(/^Tencent Cloud refuses our calls/),
    ]),
  )
  expect(lines.filter((line) => 'withheld' in line)).toEqual([])
})

test('and each request under its operation, with the id that its failure has', () => {
  const failed = lines.filter(({ msg }) => msg === 'request failed')
  expect(failed.length).toBeGreaterThan(0)
  for (const { requestId } of failed) {
    expect(lines.filter((line) => line.requestId === requestId && line.msg === 'request')).toEqual([
      expect.objectContaining({
        operation: expect.any(String),
        status: expect.any(Number),
        ms: expect.any(Number),
      }),
    ])
  }
})
