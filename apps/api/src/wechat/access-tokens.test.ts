import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OutsideError } from '../outside/outside-error.ts'
import { manualTiming } from '../outside/testing/manual-timing.ts'
import type { Database } from '../storage/database.ts'
import { manualClock } from '../testing/manual-clock.ts'
import { seededRandom } from '../testing/seeded-random.ts'
import { openTestStore, rowsOf, wholeStore } from '../testing/test-store.ts'
import { AccessTokens } from './access-tokens.ts'
import type { FetchToken } from './stable-token.ts'
import { createTokenSeal } from './token-seal.ts'

const APP_ID = 'wx0123456789abcdef'
const TTL_MS = 7_200_000
const MINUTE_MS = 60_000

let database: Database
beforeAll(async () => {
  database = await openTestStore()
})
afterAll(() => database.close())
beforeEach(() => rowsOf(database, 'truncate wechat_tokens'))

/** WeChat's side of the token, by the test's clock: the same one until five minutes before its end. */
function issuer(clock: () => number) {
  let number = 0
  let endsAtMs = 0
  const asked: boolean[] = []
  let failing: (() => Promise<void>) | undefined
  const fetchToken: FetchToken = async ({ force }) => {
    asked.push(force)
    await failing?.()
    if (force || endsAtMs - clock() <= 5 * MINUTE_MS) {
      number += 1
      endsAtMs = clock() + TTL_MS
    }
    return { token: `token-${number}`, expiresInSeconds: Math.floor((endsAtMs - clock()) / 1000) }
  }
  return {
    asked,
    fetchToken,
    fail(how: (() => Promise<void>) | undefined) {
      failing = how
    },
  }
}

function bench(seed: string) {
  const clock = manualClock(Date.UTC(2026, 10, 22, 12))
  const wechat = issuer(clock)
  const early: unknown[] = []
  const timing = manualTiming()
  const node = (secret = 'secret') =>
    new AccessTokens({
      database,
      appId: APP_ID,
      fetchToken: wechat.fetchToken,
      seal: createTokenSeal(APP_ID, secret, seededRandom(seed)),
      clock,
      // Others are waited for in the test's time, but let them get on.
      timing: { nowMs: timing.nowMs, sleep: (ms) => timing.sleep(ms).then(() => new Promise(setImmediate)) },
      onEarlyFailure: (error) => early.push(error),
    })
  return { clock, wechat, early, node, timing }
}

const down = async () => {
  throw new OutsideError('unknown', 'wechat', 'TimeoutError')
}

test('one fetch serves a hundred askers at once, on two nodes', async () => {
  const { wechat, node } = bench('one')
  const nodes = [node(), node()]
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => nodes[index % 2]?.current()))
  expect(new Set(answers)).toEqual(new Set(['token-1']))
  expect(wechat.asked).toEqual([false])
})

test('a node that starts later takes the token from the store', async () => {
  const { wechat, node } = bench('later')
  await node().current()
  expect(await node().current()).toBe('token-1')
  expect(wechat.asked).toHaveLength(1)
})

test('the store shows no token to whoever reads it', async () => {
  const { node } = bench('canary')
  await node().current()
  expect(await wholeStore(database)).toMatch(/^wechat_tokens /m)
  expect(await wholeStore(database)).not.toContain('token-1')
})

test('another AppSecret makes a token of its own', async () => {
  const { wechat, node } = bench('secret')
  await node('old').current()
  await node('new').current()
  expect(wechat.asked).toHaveLength(2)
})

describe('before its end', () => {
  test('a token is used without a question, and replaced in its last four minutes without anybody waiting', async () => {
    const { clock, wechat, node } = bench('early')
    const tokens = node()
    await tokens.current()
    clock.advance(TTL_MS - 4 * MINUTE_MS - 1)
    expect(await tokens.current()).toBe('token-1')
    expect(wechat.asked).toHaveLength(1)
    clock.advance(1)
    expect(await tokens.current()).toBe('token-1')
    await expect.poll(() => tokens.current()).toBe('token-2')
    expect(wechat.asked).toHaveLength(2)
  })

  test('a WeChat that is down costs nothing but a try every ten seconds, until the token ends', async () => {
    const { clock, wechat, early, node } = bench('down')
    const tokens = node()
    await tokens.current()
    wechat.fail(down)
    clock.advance(TTL_MS - 2 * MINUTE_MS)
    for (let index = 0; index < 50; index += 1) expect(await tokens.current()).toBe('token-1')
    await expect.poll(() => early.length).toBe(1)
    expect(await tokens.current()).toBe('token-1')
    expect(wechat.asked).toHaveLength(2)
    clock.advance(10_000)
    await tokens.current()
    await expect.poll(() => early.length).toBe(2)
    clock.advance(2 * MINUTE_MS)
    await expect(tokens.current()).rejects.toMatchObject({ kind: 'unknown', code: 'TimeoutError' })
    wechat.fail(undefined)
    expect(await tokens.current()).toBe('token-2')
  })
})

describe('a token that WeChat rejects', () => {
  test('is fetched anew once for all who were rejected, on two nodes', async () => {
    const { clock, wechat, node } = bench('rejected')
    const nodes = [node(), node()]
    for (const each of nodes) await each.current()
    // WeChat has another one by now, as after a refresh that somebody else forced.
    clock.advance(TTL_MS - 5 * MINUTE_MS)
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => nodes[index % 2]?.replacing('token-1')),
    )
    expect(new Set(answers)).toEqual(new Set(['token-2']))
    expect(wechat.asked).toEqual([false, false])
  })

  test('though WeChat gives it again is forced to change, once in 75 minutes', async () => {
    const { clock, wechat, node } = bench('forced')
    const tokens = node()
    await tokens.current()
    expect(await tokens.replacing('token-1')).toBe('token-2')
    expect(wechat.asked).toEqual([false, false, true])
    await expect(tokens.replacing('token-2')).rejects.toMatchObject({
      kind: 'refused',
      code: 'TokenNotReplaced',
    })
    expect(wechat.asked).toEqual([false, false, true, false])
    clock.advance(75 * MINUTE_MS)
    expect(await tokens.replacing('token-2')).toBe('token-3')
  })

  test('is not fetched again by who is rejected late', async () => {
    const { wechat, node } = bench('late')
    const tokens = node()
    await tokens.current()
    await tokens.replacing('token-1')
    const asked = wechat.asked.length
    expect(await tokens.replacing('token-1')).toBe('token-2')
    expect(wechat.asked).toHaveLength(asked)
  })
})

describe('a fetch that fails', () => {
  test('is told to all who wait, and gives the next one its turn at once', async () => {
    const { wechat, node } = bench('fails')
    const tokens = node()
    wechat.fail(down)
    const answers = await Promise.allSettled([tokens.current(), tokens.current(), tokens.current()])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(wechat.asked).toHaveLength(1)
    wechat.fail(undefined)
    expect(await tokens.current()).toBe('token-1')
  })

  test('with the lease of a node that died holds others up until the lease ends', async () => {
    const { wechat, node } = bench('dead')
    await node().current()
    await rowsOf(
      database,
      `update wechat_tokens set sealed_token = null, refreshing_until = clock_timestamp() + interval '1 hour'`,
    )
    await expect(node().current()).rejects.toMatchObject({ kind: 'not-sent', code: 'TokenNotReady' })
    expect(wechat.asked).toHaveLength(1)
    await rowsOf(database, `update wechat_tokens set refreshing_until = clock_timestamp() - interval '1 ms'`)
    expect(await node().current()).toBe('token-1')
  })
})

test('a store that is away is no question to WeChat', async () => {
  const { wechat, node } = bench('store')
  await rowsOf(database, 'alter table wechat_tokens rename to away')
  await expect(node().current()).rejects.toThrow()
  await rowsOf(database, 'alter table away rename to wechat_tokens')
  expect(wechat.asked).toEqual([])
})
