import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { startTestSandbox, WECHAT } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'
import { callWechat, openidOf, tokenOf } from '../testing/wechat-caller.ts'
import { WECHAT_PATHS } from './wechat-call.ts'

let sandbox: Sandbox
let token: string
let openid: string
beforeAll(async () => {
  sandbox = await startTestSandbox({ wechat: WECHAT })
  token = await tokenOf(sandbox)
  openid = await openidOf(sandbox, 'anna')
})
afterEach(() => sandbox.faults.clear())
afterAll(() => sandbox.stop())

const check = () => callWechat(sandbox, 'text', { content: 'x', version: 2, scene: 1, openid }, token)

describe('on demand a call', () => {
  test('is reset', async () => {
    sandbox.faults.set({ wechat: { failure: 'reset' } })
    await expect(check()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  test('is answered with garbage', async () => {
    sandbox.faults.set({ wechat: { failure: 'garbage' } })
    expect((await check()).bytes.toString()).toMatch(/^<html>/)
  })

  test('is redirected with its body', async () => {
    sandbox.faults.set({ wechat: { failure: 'redirect' } })
    expect((await check()).status).toBe(307)
  })

  test.each(['hang', 'drip'] as const)(
    'goes on for ever (%s), and does not keep the sandbox from stopping',
    async (failure) => {
      const other = await startTestSandbox()
      other.faults.set({ wechat: { failure } })
      const answer = fetch(`${other.addresses.services}${WECHAT_PATHS.text}`, { method: 'POST' }).then(
        (response) => response.text(),
      )
      const rejected = expect(answer).rejects.toThrow()
      await until('the call has come', () => other.wechat.counts().text.calls === 1)
      await other.stop()
      await rejected
    },
  )

  test('carries an errcode', async () => {
    sandbox.faults.set({ wechat: { errcode: 45011 } })
    expect((await check()).body).toEqual({ errcode: 45011, errmsg: 'fault on demand' })
  })

  test('of another kind is left alone', async () => {
    sandbox.faults.set({ wechat: { status: 500, calls: ['token', 'code'] } })
    expect((await check()).body.errcode).toBe(0)
    expect((await callWechat(sandbox, 'code', {}, token)).status).toBe(500)
  })
})
