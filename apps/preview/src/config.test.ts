import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('where faults are made', () => {
  test.each([
    [{}, 'http://127.0.0.1:7103'],
    [{ KAIBO_SANDBOX_SERVICES_PORT: '9000' }, 'http://127.0.0.1:9000'],
    [{ KAIBO_SANDBOX_SERVICES_PORT: '0' }, undefined],
    [
      { KAIBO_SANDBOX_SERVICES_PORT: '0', KAIBO_SANDBOX_URL: 'http://localhost:9001/' },
      'http://localhost:9001',
    ],
  ])('%j: %s', (environment, sandboxUrl) => {
    expect(readConfig(environment).sandboxUrl).toBe(sandboxUrl)
  })

  test.each([
    'http://sandbox.example',
    'http://10.0.0.2:7103',
    'ftp://127.0.0.1',
    'http://127.0.0.1.evil.example',
  ])('never at %s: only on this machine', (KAIBO_SANDBOX_URL) => {
    expect(() => readConfig({ KAIBO_SANDBOX_URL })).toThrow(ConfigError)
    expect(() => readConfig({ KAIBO_SANDBOX_URL })).toThrow('KAIBO_SANDBOX_URL')
  })
})
