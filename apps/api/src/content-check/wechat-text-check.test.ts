import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CircuitBreaker } from '../outside/circuit-breaker.ts'
import { OutsideService } from '../outside/outside-service.ts'
import { manualTiming } from '../outside/testing/manual-timing.ts'
import type { Database } from '../storage/database.ts'
import { openTestStore, rowsOf } from '../testing/test-store.ts'
import { CredentialAlarm } from '../wechat/credential-alarm.ts'
import { WechatApi } from '../wechat/wechat-api.ts'
import { createTextGate } from './text-gate.ts'
import { createWechatTextCheck } from './wechat-text-check.ts'

const USER = `user_${'0'.repeat(20)}`

let database: Database
beforeAll(async () => {
  database = await openTestStore()
  await rowsOf(
    database,
    `insert into users (id, openid, display_name, created_at) values ($1, 'o1', 'x', now())`,
    [USER],
  )
})
afterAll(() => database.close())

const json =
  (body: unknown, status = 200) =>
  async () =>
    new Response(JSON.stringify(body), { status })
const verdict = (suggest: string) => json({ errcode: 0, errmsg: 'ok', result: { suggest, label: 20001 } })
const failing = (name: string) => () => Promise.reject(Object.assign(new Error('canary'), { name }))

/** The nine ways in which WeChat answers a text check; only the first lets the text through. */
const ANSWERS: Record<string, () => Promise<Response>> = {
  pass: verdict('pass'),
  risky: verdict('risky'),
  review: verdict('review'),
  'no result': json({ errcode: 0, errmsg: 'ok', trace_id: 't' }),
  'no recent visit': json({ errcode: 61010, errmsg: 'code is expired' }),
  'too often': json({ errcode: 45011, errmsg: 'api minute-quota reach limit' }),
  'HTTP 500': json({ errcode: 0, result: { suggest: 'pass' } }, 500),
  'a time-out': failing('TimeoutError'),
  malformed: async () => new Response('{"errcode":0,"result":{"suggest":"pass"'),
}
const kinds = Object.keys(ANSWERS)

/** A check whose answers the test hands out, without a circuit that would spare WeChat any question. */
function openCheck(failures = Number.POSITIVE_INFINITY) {
  const timing = manualTiming()
  const logLines: string[] = []
  const logger = pino({ base: null }, { write: (line: string) => void logLines.push(line) })
  let answer = ANSWERS.pass
  const service = new OutsideService({
    name: 'wechat',
    timing,
    breaker: new CircuitBreaker({ failures, openMs: 5_000, nowMs: timing.nowMs, onChange: () => {} }),
    fetch: async () => (await answer?.()) ?? Response.error(),
  })
  const tokens = { current: async () => 'token', replacing: async () => 'token' }
  const api = new WechatApi({
    baseUrl: 'http://wechat.test',
    service,
    tokens,
    alarm: new CredentialAlarm(logger),
  })
  return {
    check: createWechatTextCheck({ api, database, logger }),
    timing,
    logLines,
    answerWith(kind: string) {
      answer = ANSWERS[kind]
    },
  }
}

describe('in the strict policy', () => {
  test('of 9,000 texts with nine kinds of answers in any order, exactly the passed ones get through', async () => {
    const { check, answerWith } = openCheck()
    const gate = createTextGate('strict', check)
    const through = new Map<string, number>()
    const order = fc.shuffledSubarray(
      kinds.flatMap((kind) => Array<string>(100).fill(kind)),
      { minLength: kinds.length * 100 },
    )
    await fc.assert(
      fc.asyncProperty(order, async (answers) => {
        for (const kind of answers) {
          answerWith(kind)
          const isShown = await gate(USER, [{ text: '晚上好', kind: 'room', path: 'body.title' }]).then(
            () => true,
            () => false,
          )
          if (isShown) through.set(kind, (through.get(kind) ?? 0) + 1)
        }
      }),
      { numRuns: 10 },
    )
    expect(Object.fromEntries(through)).toEqual({ pass: 1_000 })
  })

  test('a circuit that is open lets nothing through either, and closes by itself', async () => {
    const { check, answerWith, timing } = openCheck(5)
    const gate = createTextGate('strict', check)
    const tried = () =>
      gate(USER, [{ text: 'x', kind: 'room', path: 'body.title' }]).then(
        () => 'shown',
        ({ code }) => code,
      )
    answerWith('HTTP 500')
    for (let index = 0; index < 5; index += 1) expect(await tried()).toBe('unavailable')
    answerWith('pass')
    expect(await tried()).toBe('unavailable')
    timing.advance(5_000)
    expect(await tried()).toBe('shown')
  })
})

test('each kind of answer has its verdict, and those that are none say why in the log, without the text', async () => {
  const { check, answerWith, logLines } = openCheck()
  const verdicts: Record<string, string> = {}
  for (const kind of kinds) {
    answerWith(kind)
    verdicts[kind] = await check({ userId: USER, text: 'canary-text', kind: 'room' })
  }
  expect(verdicts).toEqual({
    ...Object.fromEntries(kinds.map((kind) => [kind, 'undecided'])),
    pass: 'pass',
    risky: 'risky',
    review: 'review',
  })
  expect(logLines).toHaveLength(kinds.length - 3)
  expect(logLines.join()).toContain('61010')
  expect(logLines.join()).not.toContain('canary')
})

test('a person who is not known is no ground to pass', async () => {
  const { check } = openCheck()
  expect(await check({ userId: `user_${'9'.repeat(20)}`, text: 'x', kind: 'room' })).toBe('undecided')
})
