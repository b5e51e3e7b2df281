import { afterEach, beforeEach, expect, test } from 'vitest'
import { gauge } from './metric.ts'
import { type MetricsServer, startMetricsServer } from './metrics-server.ts'
import { Registry } from './registry.ts'

let server: MetricsServer
beforeEach(async () => {
  const registry = new Registry()
  registry.add(gauge('kaibo_test', 'A test', 7))
  server = await startMetricsServer(registry, { host: '127.0.0.1', port: 0 })
})
afterEach(() => server.close())

test('GET /metrics answers what was counted and what the process takes, in the type that Prometheus reads', async () => {
  const answer = await fetch(server.address)
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const text = await answer.text()
  expect(text).toContain('\nkaibo_test 7\n')
  for (const name of [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'nodejs_eventloop_active_seconds_total',
  ])
    expect(text).toMatch(new RegExp(`^${name} [\\d.e+-]+$`, 'm'))
})

test('every line is one that Prometheus can read', async () => {
  const lines = (await (await fetch(server.address)).text()).split('\n')
  expect(lines.pop()).toBe('')
  for (const line of lines)
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{(?:\w+="[^"]*",?)+\})? [\d.e+-]+)$/)
})

test.each([
  ['/', 'GET'],
  ['/metrics', 'POST'],
  ['/metrics?x', 'GET'],
])('%s by %s is nothing', async (path, method) => {
  const answer = await fetch(new URL(path, server.address), { method })
  expect(answer.status).toBe(404)
})

test('a port that is taken is said in a sentence with the variable to set', async () => {
  const port = Number(new URL(server.address).port)
  await expect(startMetricsServer(new Registry(), { host: '127.0.0.1', port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 (metrics) is already in use: stop the program that uses it or set KAIBO_METRICS_PORT.`,
  )
})
