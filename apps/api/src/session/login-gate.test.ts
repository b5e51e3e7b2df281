import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RateLimiter } from '../rate-limit/rate-limiter.ts'
import type { Database } from '../storage/database.ts'
import { type ManualClock, manualClock } from '../testing/manual-clock.ts'
import { testKeys } from '../testing/test-keys.ts'
import { openTestStore, rowsOf, wholeStore } from '../testing/test-store.ts'
import { CODE_MEMORY_MS, LoginGate } from './login-gate.ts'
import { createLoginCodeHash } from './session-token.ts'

const hashCode = createLoginCodeHash(testKeys.tokenKey)

let database: Database
let clock: ManualClock
beforeAll(async () => {
  database = await openTestStore()
  clock = manualClock(Date.UTC(2026, 10, 25))
})
afterAll(() => database.close())

/** A node of its own: nothing is shared with others but the store. */
const newNode = (callsPerMinute = 60) =>
  new LoginGate({
    database,
    clock,
    hashCode,
    callsPerMinute,
    limiter: new RateLimiter({ database, clock }),
  })
const outcome = (admitted: Promise<void>): Promise<string> =>
  admitted.then(
    () => 'admitted',
    (error: { code: string }) => error.code,
  )
const tally = (outcomes: string[]) =>
  Object.fromEntries(
    [...new Set(outcomes)].map((kind) => [kind, outcomes.filter((each) => each === kind).length]),
  )

describe('a login code', () => {
  test('is let through once, of 500 tries at once on fifty nodes', async () => {
    const nodes = Array.from({ length: 50 }, () => newNode())
    const tries = Array.from({ length: 500 }, (_, index) =>
      outcome((nodes[index % 50] ?? newNode()).admit('code-a', '203.0.113.1')),
    )
    expect(tally(await Promise.all(tries))).toEqual({ admitted: 1, login_code_rejected: 499 })
  })

  test('is remembered for ten minutes, to the millisecond', async () => {
    const node = newNode()
    await node.admit('code-b', '203.0.113.2')
    clock.advance(CODE_MEMORY_MS - 1)
    expect(await outcome(node.admit('code-b', '203.0.113.2'))).toBe('login_code_rejected')
    clock.advance(1)
    expect(await outcome(node.admit('code-b', '203.0.113.2'))).toBe('admitted')
  })

  test('that is refused because of the limit is still good once the minute has moved on', async () => {
    const node = newNode(1)
    await node.admit('code-c', '203.0.113.3')
    expect(await outcome(node.admit('code-d', '203.0.113.3'))).toBe('rate_limited')
    clock.advance(60_000)
    expect(await outcome(node.admit('code-d', '203.0.113.3'))).toBe('admitted')
  })

  test('that comes again costs its address nothing', async () => {
    const node = newNode(2)
    await node.admit('code-e', '203.0.113.4')
    for (let repeats = 0; repeats < 5; repeats++) {
      expect(await outcome(node.admit('code-e', '203.0.113.4'))).toBe('login_code_rejected')
    }
    expect(await outcome(node.admit('code-f', '203.0.113.4'))).toBe('admitted')
  })

  test('is stored as a keyed hash only', async () => {
    await newNode().admit('code-that-is-secret', '203.0.113.5')
    expect(await rowsOf(database, 'select 1 from login_codes')).not.toEqual([])
    expect(await wholeStore(database)).not.toContain('code-that-is-secret')
  })
})

describe('an address', () => {
  test('sends at most 60 codes a minute to WeChat, whichever node it asks, and is told when to come back', async () => {
    const nodes = [newNode(), newNode()]
    const tries = Array.from({ length: 300 }, (_, index) =>
      outcome((nodes[index % 2] ?? newNode()).admit(`random-${index}`, '198.51.100.1')),
    )
    expect(tally(await Promise.all(tries))).toEqual({ admitted: 60, rate_limited: 240 })
    await expect(nodes[0]?.admit('one-more', '198.51.100.1')).rejects.toMatchObject({
      code: 'rate_limited',
      headers: { 'retry-after': '60' },
    })
    expect(await outcome(newNode().admit('another-address', '198.51.100.2'))).toBe('admitted')
  })

  test('of IPv6 is its network: whoever has one has 2^64 of them', async () => {
    const node = newNode(2)
    const from = (address: string) => outcome(node.admit(`v6-${address}`, address))
    expect(await from('2001:db8::1')).toBe('admitted')
    expect(await from('2001:db8:0:0:ffff::2')).toBe('admitted')
    expect(await from('2001:db8:0:0:1:2:3:4')).toBe('rate_limited')
    expect(await from('2001:db8:0:1::1')).toBe('admitted')
  })
})
