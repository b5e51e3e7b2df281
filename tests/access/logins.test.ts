import { randomBytes, randomInt } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { freshCode } from '../support/login-code.ts'
import { storeKinds } from '../support/stores.ts'
import { logIn } from './support/logins.ts'
import { type Nodes, startNodes } from './support/nodes.ts'

const randomCodes = (count: number) => Array.from({ length: count }, () => randomBytes(16).toString('hex'))
const anyAddress = () => Array.from({ length: 4 }, () => randomInt(1, 255)).join('.')

describe.each(storeKinds)('logins of API processes on the %s store', (kind) => {
  let nodes: Nodes | undefined
  afterEach(() => nodes?.stop())

  test('one code handed in 1,000 times at once opens one session and costs one call of WeChat', async () => {
    nodes = await startNodes(kind)
    const codes = Array(1_000).fill(freshCode('same')) as string[]
    expect(await logIn(nodes.addresses, codes, { lanes: 1_000 })).toEqual({
      201: 1,
      '401 login_code_rejected': 999,
    })
    expect(nodes.wechat.calls()).toBe(1)
  })

  test('10,000 made-up codes from one address cost WeChat at most 60 calls in any minute', async () => {
    nodes = await startNodes(kind)
    const counts = await logIn(nodes.addresses, randomCodes(10_000), { lanes: 50 })
    expect(Object.keys(counts).sort()).toEqual(['401 login_code_rejected', '429 rate_limited'])
    expect(nodes.wechat.mostInAMinute()).toBe(60)
    expect(counts['401 login_code_rejected']).toBe(nodes.wechat.calls())
  }, 180_000)

  test('1,000 requests that claim to come from elsewhere are one client still', async () => {
    nodes = await startNodes(kind)
    const headers = () => ({
      'x-forwarded-for': `${anyAddress()}, ${anyAddress()}`,
      'x-real-ip': anyAddress(),
      forwarded: `for=${anyAddress()}`,
    })
    const counts = await logIn(nodes.addresses, randomCodes(1_000), { lanes: 50, headers })
    expect(counts).toEqual({ '401 login_code_rejected': 60, '429 rate_limited': 940 })
    expect(nodes.wechat.calls()).toBe(60)
  }, 90_000)

  test('behind a trusted proxy each client has an allowance of its own, and makes up no other', async () => {
    nodes = await startNodes(kind, { KAIBO_TRUSTED_PROXIES: '1', KAIBO_LOGIN_CALLS_PER_MINUTE: '5' })
    for (const client of ['203.0.113.1', '203.0.113.2']) {
      // The proxy appends whom it talks to; what stands before is the client's own claim.
      const headers = () => ({ 'x-forwarded-for': `${anyAddress()}, ${client}` })
      const counts = await logIn(nodes.addresses, randomCodes(40), { lanes: 8, headers })
      expect(counts).toEqual({ '401 login_code_rejected': 5, '429 rate_limited': 35 })
    }
  })
})
