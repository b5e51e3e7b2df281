import { expect, test } from 'vitest'
import { gauge } from './metric.ts'
import { Registry } from './registry.ts'

test('everything is read anew each time, and a source that fails takes no other along', async () => {
  const registry = new Registry()
  let reads = 0
  registry.addSource(() => [gauge('reads', 'Reads', ++reads)])
  registry.addSource(() => {
    throw new Error('broken')
  })
  registry.addSource(() => Promise.reject(new Error('away')))
  registry.addSource(async () => [gauge('last', 'Last', 1)])
  const values = (await registry.text()).split('\n').filter((line) => !line.startsWith('#'))
  expect(values).toEqual(['reads 1', 'last 1', ''])
  expect(await registry.text()).toMatch(/\nreads 2\n/)
})
