import { describe, expect, test } from 'vitest'
import type { StoreConfig } from './config.ts'
import { Environment } from './environment.ts'
import { readOperation } from './read-operation.ts'

const EMBEDDED: StoreConfig = { kind: 'embedded', folder: '/data' }
const POSTGRES: StoreConfig = { kind: 'postgres', url: 'postgres://db.example.test/kaibo' }

function read(variables: Record<string, string>, store = POSTGRES) {
  const environment = new Environment(variables)
  return { ...readOperation(environment, store), problems: environment.problems }
}

describe('the time between "not ready" and the end', () => {
  test('is five seconds where another process can take over, and none where there is no other', () => {
    expect(read({}, POSTGRES).drainMs).toBe(5_000)
    expect(read({}, EMBEDDED).drainMs).toBe(0)
  })

  test('can be set for either', () => {
    for (const store of [POSTGRES, EMBEDDED]) expect(read({ KAIBO_DRAIN_MS: '250' }, store).drainMs).toBe(250)
  })
})

describe('metrics', () => {
  test('are served nowhere unless a port is given, and then on loopback unless a host is given', () => {
    expect(read({})).not.toHaveProperty('metrics')
    expect(read({ KAIBO_METRICS_HOST: '0.0.0.0' })).not.toHaveProperty('metrics')
    expect(read({ KAIBO_METRICS_PORT: '7190' }).metrics).toEqual({ host: '127.0.0.1', port: 7190 })
    expect(read({ KAIBO_METRICS_PORT: '0', KAIBO_METRICS_HOST: '10.0.0.7' }).metrics).toEqual({
      host: '10.0.0.7',
      port: 0,
    })
  })

  test('on a port that is none are one problem', () => {
    expect(read({ KAIBO_METRICS_PORT: '70000' }).problems).toEqual([
      expect.stringContaining('KAIBO_METRICS_PORT'),
    ])
  })
})

describe('the revision', () => {
  test.each(['b4baad1', 'v1.2.0-rc.1+7', '2026-11-25_b'])('%s is taken as it is', (revision) => {
    expect(read({ KAIBO_REVISION: revision })).toMatchObject({ revision, problems: [] })
  })

  test.each(['two words', 'a"b', 'a\nb', 'x'.repeat(65)])(
    '%j is a problem: it stands in a label',
    (revision) => {
      expect(read({ KAIBO_REVISION: revision }).problems).toEqual([expect.stringContaining('KAIBO_REVISION')])
    },
  )
})
