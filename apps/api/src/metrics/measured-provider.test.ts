import { beforeEach, describe, expect, test } from 'vitest'
import { OutsideError } from '../outside/outside-error.ts'
import type { TencentCssProvider } from '../provider/tencent-css/tencent-css-provider.ts'
import { apiMeasures } from './api-measures.ts'
import { measuredProvider } from './measured-provider.ts'
import { Registry } from './registry.ts'

const inner: TencentCssProvider = {
  name: 'tencent-css',
  queryStream: async () => 'active',
  dropStream: async () => {},
  forbidStream: () => Promise.reject(new OutsideError('not-sent', 'tencent-cloud')),
  resumeStream: () => Promise.reject(new Error('a mistake of ours')),
  pushUrl: () => 'rtmp://push.example.test/live/x',
  playUrls: () => ({ flv: '', rtmp: '', hls: '' }),
  explainEnd: () => ({ zh: '', en: '' }),
  readCallback: () => ({ kind: 'rejected', why: 'no' }),
}

let registry: Registry
let provider: ReturnType<typeof measuredProvider>['provider']
beforeEach(() => {
  registry = new Registry()
  provider = measuredProvider(
    { kind: 'tencent-css', provider: inner },
    apiMeasures(registry).providerCalls,
  ).provider
})

describe('a measured provider', () => {
  test('answers and fails as the one behind it, and counts by action and outcome', async () => {
    expect(await provider.queryStream('x')).toBe('active')
    await provider.dropStream('x')
    await expect(provider.forbidStream('x', { untilMs: 0, reason: '' })).rejects.toBeInstanceOf(OutsideError)
    await expect(provider.resumeStream('x')).rejects.toThrow('a mistake of ours')
    expect((await registry.text()).split('\n').filter((line) => line.startsWith('kaibo_'))).toEqual([
      'kaibo_provider_calls_total{action="query",outcome="active"} 1',
      'kaibo_provider_calls_total{action="drop",outcome="done"} 1',
      'kaibo_provider_calls_total{action="forbid",outcome="not-sent"} 1',
      'kaibo_provider_calls_total{action="resume",outcome="unknown"} 1',
    ])
  })

  test('signs, reads and explains as the one behind it', () => {
    expect({ ...provider, ...inner }).toEqual(inner)
  })
})
