import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CloudFaults } from '../control/faults.ts'
import type { Sandbox } from '../sandbox.ts'
import { callCloud, cloudRequest, STREAM } from '../testing/cloud-caller.ts'
import { startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

let sandbox: Sandbox
let drawn: number

beforeEach(async () => {
  drawn = 0
  sandbox = await startTestSandbox({ random: () => drawn })
})
afterEach(() => sandbox.stop())

const given = (cloud: CloudFaults) => sandbox.faults.set({ cloud })
const forbid = () => callCloud(sandbox, 'ForbidLiveStream', STREAM)
const forbidRaw = (signal?: AbortSignal) =>
  fetch(cloudRequest(sandbox, 'ForbidLiveStream', STREAM), signal ? { signal } : {})

describe('a call fails as it was asked for, and nothing is carried out:', () => {
  afterEach(() => {
    expect(sandbox.forbidden()).toEqual([])
    expect(sandbox.cloudCounts().ForbidLiveStream).toEqual({ calls: 1, refused: 0, failed: 1 })
  })

  test('error', async () => {
    given({ failure: 'error' })
    expect((await forbid()).Error?.Code).toBe('InternalError')
  })

  test('limit', async () => {
    given({ failure: 'limit' })
    expect((await forbid()).Error?.Code).toBe('RequestLimitExceeded')
  })

  test('reset', async () => {
    given({ failure: 'reset' })
    await expect(forbidRaw()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  test('garbage', async () => {
    given({ failure: 'garbage' })
    const response = await forbidRaw()
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  test('redirect', async () => {
    given({ failure: 'redirect' })
    const response = await forbidRaw()
    expect([response.status, response.headers.get('location')]).toEqual([307, '/redirected'])
  })

  test('hang, until the caller gives up', async () => {
    given({ failure: 'hang' })
    const abort = new AbortController()
    const answer = forbidRaw(abort.signal)
    await until('the call has come', () => sandbox.cloudCounts().ForbidLiveStream.failed === 1)
    abort.abort()
    await expect(answer).rejects.toThrow()
  })
})

test('a call that hangs does not keep the sandbox from stopping', async () => {
  given({ failure: 'hang' })
  const answer = forbidRaw()
  const rejected = expect(answer).rejects.toThrow()
  await until('the call has come', () => sandbox.cloudCounts().ForbidLiveStream.failed === 1)
  await sandbox.stop()
  await rejected
})

test('of all calls the share fails that was asked for', async () => {
  given({ failShare: 0.25 })
  drawn = 0.249
  expect((await forbid()).Error?.Code).toBe('InternalError')
  drawn = 0.25
  expect((await forbid()).Error).toBeUndefined()
  given({ failShare: 0, failure: 'error' })
  drawn = 0
  expect((await forbid()).Error).toBeUndefined()
})

test('only the actions that are named fail', async () => {
  given({ failure: 'error', actions: ['DropLiveStream'] })
  expect((await forbid()).Error).toBeUndefined()
  expect((await callCloud(sandbox, 'DropLiveStream', STREAM)).Error?.Code).toBe('InternalError')
})

test.each(['active', 'inactive', 'forbid'] as const)('a lie is told of every stream: %s', async (lie) => {
  given({ lie })
  expect((await callCloud(sandbox, 'DescribeLiveStreamState', STREAM)).StreamState).toBe(lie)
})

test('a lie is still a call that is judged', async () => {
  given({ lie: 'active' })
  const strange = await callCloud(sandbox, 'DescribeLiveStreamState', STREAM, { secretKey: 'x' })
  expect(strange.Error?.Code).toBe('AuthFailure.SignatureFailure')
})

test('no lie is told when it is about other actions', async () => {
  given({ lie: 'active', actions: ['DropLiveStream'] })
  expect((await callCloud(sandbox, 'DescribeLiveStreamState', STREAM)).StreamState).toBe('inactive')
})

test('a call that is delayed is carried out late, even if the caller has left', async () => {
  given({ delayMs: 200 })
  const abort = new AbortController()
  const answer = forbidRaw(abort.signal)
  await until('the call has come', () => sandbox.cloudCounts().ForbidLiveStream.calls === 1)
  expect(sandbox.forbidden()).toEqual([])
  abort.abort()
  await expect(answer).rejects.toThrow()
  await until('it is carried out', () => sandbox.forbidden().length === 1)
})
