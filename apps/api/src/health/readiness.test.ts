import { describe, expect, test } from 'vitest'
import type { WorkerVitals } from '../background/worker.ts'
import { StoreUnavailableError } from '../storage/store-error.ts'
import { expectError } from '../testing/expect-error.ts'
import { openStubApp } from '../testing/stub-app.ts'
import { healthHandlers } from './health-handlers.ts'
import { Readiness, type ReadinessParts } from './readiness.ts'

const worker = (name: string, tickingMs?: number): WorkerVitals => ({
  name,
  ticks: 1,
  failures: 1,
  tickingMs,
})
const readinessOf = (parts: Partial<ReadinessParts> = {}) =>
  new Readiness({
    isStoreCurrent: async () => true,
    vitals: () => [worker('sweeper', 119_000), worker('outbox')],
    ...parts,
  })

describe('a process is ready', () => {
  test('when its store is there and current and its workers go on, slow or failing as they may be', async () => {
    expect(await readinessOf().reasonAgainst()).toBeUndefined()
  })

  test('not before its workers were started', async () => {
    expect(await readinessOf({ vitals: () => undefined }).reasonAgainst()).toMatch(/starting/)
  })

  test('not while a worker is stuck, and says which', async () => {
    const vitals = () => [worker('sweeper'), worker('reconciler', 121_000)]
    expect(await readinessOf({ vitals }).reasonAgainst()).toMatch(/reconciler/)
  })

  test('not with a store that lacks a migration', async () => {
    expect(await readinessOf({ isStoreCurrent: async () => false }).reasonAgainst()).toMatch(/migrations/)
  })

  test('never again once it is about to stop, whatever the store says', async () => {
    const readiness = readinessOf({ isStoreCurrent: () => Promise.reject(new Error('not asked')) })
    readiness.drain()
    expect(await readiness.reasonAgainst()).toMatch(/about to stop/)
  })
})

describe('without a store', () => {
  const away = () => Promise.reject(new StoreUnavailableError('connect ECONNREFUSED 10.0.0.5'))

  test('readiness is 503 and liveness 200', async () => {
    const app = await openStubApp(healthHandlers(readinessOf({ isStoreCurrent: away })))
    expectError(await app.send('/readyz'), 'unavailable')
    expect(await app.send('/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}' })
    await app.close()
  })
})

describe('a probe', () => {
  test('that is answered yes costs no line above debug, and one that is answered no does', async () => {
    const readiness = readinessOf()
    const app = await openStubApp(healthHandlers(readiness))
    await app.send('/readyz')
    await app.send('/healthz')
    readiness.drain()
    await app.send('/readyz')
    await app.close()
    const levels = app.logLines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')
    expect(levels.map(({ level, operation, status }) => [level, operation, status])).toEqual([
      [20, 'getReadiness', 200],
      [20, 'getHealth', 200],
      [30, 'getReadiness', 503],
    ])
  })
})
