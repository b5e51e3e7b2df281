import { type Api, startApi } from '@kaibo/api'
import type { Sandbox } from '@kaibo/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { send } from '../support/api-client.ts'
import { testConfig, testSecrets } from '../support/config.ts'
import { keys } from '../support/keys.ts'
import { startTestSandbox } from '../support/sandbox.ts'
import { openTestStore, storeKinds, type TestStore } from '../support/stores.ts'
import { busyDay, type Day } from './support/busy-day.ts'
import { type Scrape, scrape } from './support/scrape.ts'

describe.each(storeKinds)('metrics on the %s store', (kind) => {
  let store: TestStore
  let sandbox: Sandbox
  let api: Api
  let day: Day
  let seen: Scrape

  beforeAll(async () => {
    store = await openTestStore(kind)
    sandbox = await startTestSandbox()
    const config = testConfig(store.config, sandbox.addresses)
    api = await startApi(
      { ...config, metrics: { host: '127.0.0.1', port: 0 }, revision: 'abc1234' },
      testSecrets,
    )
    sandbox.setCallbackUrl(`${api.address}/v1/callbacks/tencent-css/${keys.callbackPath}`)
    day = await busyDay(api.address, sandbox)
    seen = await scrape(api.metricsAddress)
  })
  afterAll(async () => {
    await sandbox?.stop()
    await api?.stop()
    await store?.remove()
  })

  test('are not served to the world', async () => {
    expect((await send(api.address, '/metrics')).status).toBe(404)
    expect(new URL(api.metricsAddress ?? '').port).not.toBe(new URL(api.address).port)
  })

  test('tell requests by operation and class of status', () => {
    expect(seen.sum('kaibo_http_request_seconds_count', { operation: 'createRoom', status: '2xx' })).toBe(1)
    expect(seen.sum('kaibo_http_request_seconds_count', { operation: 'createRoom', status: '4xx' })).toBe(2)
    expect(seen.sum('kaibo_http_request_seconds_count', { operation: 'none', status: '4xx' })).toBe(1)
    expect(
      seen.sum('kaibo_http_request_seconds_count', { operation: 'createSession', status: '5xx' }),
    ).toBeGreaterThan(0)
  })

  test('tell callbacks by what became of them', () => {
    const outcomes = (outcome: string) => seen.sum('kaibo_callbacks_total', { outcome })
    expect(outcomes('recorded')).toBe(2)
    expect(outcomes('repeated')).toBe(1)
    expect(outcomes('callback_rejected')).toBe(1)
    expect(outcomes('malformed')).toBeGreaterThan(0)
    expect(outcomes('not_found')).toBe(1)
  })

  test('tell what was asked for, what outside calls came to, and in which state their circuits are', () => {
    expect(seen.sum('kaibo_url_requests_total', { kind: 'push', outcome: 'issued' })).toBe(4)
    expect(seen.sum('kaibo_url_requests_total', { kind: 'play', outcome: 'issued' })).toBe(1)
    expect(seen.sum('kaibo_provider_calls_total', { action: 'drop', outcome: 'refused' })).toBe(1)
    expect(seen.sum('kaibo_outside_call_seconds_count', { service: 'wechat', outcome: 'ok' })).toBe(2)
    expect(seen.sum('kaibo_outside_circuit', { service: 'srs' })).toBe(1)
    expect(seen.sum('kaibo_outside_circuit', { service: 'srs', state: 'closed' })).toBe(1)
  })

  test('tell the store’s backlogs, the workers, the build and the process', () => {
    expect(seen.sum('kaibo_store_up', {})).toBe(1)
    expect(seen.sum('kaibo_build_info', { revision: 'abc1234', node: process.versions.node })).toBe(1)
    expect(seen.sum('kaibo_worker_ticks_total', { worker: 'sweeper' })).toBeGreaterThan(0)
    for (const name of ['kaibo_rooms', 'kaibo_outbox_lag_seconds', 'process_resident_memory_bytes'])
      expect(seen.names).toContain(name)
  })

  test('hold no id, key, token or word of a caller', () => {
    const secrets = [...Object.values(testSecrets), ...day.personal, day.roomId, day.streamName, 'canary']
    expect(secrets.filter((secret) => seen.text.includes(secret))).toEqual([])
  })

  test('grow no series however many rooms, paths and request ids there are', async () => {
    const ask = async () => {
      const marks = Array.from({ length: 100 }, (_, index) => `mark-${index}-${Math.random()}`)
      const paths = marks.flatMap((mark) => [`/${mark}`, `/v1/rooms/${mark}`, `/healthz?${mark}`])
      await Promise.all(paths.map((path) => send(api.address, path)))
      return (await scrape(api.metricsAddress)).series('kaibo_http_request_seconds')
    }
    const before = await ask()
    expect(await ask()).toBe(before)
    expect(before).toBeGreaterThan(100)
  })
})
