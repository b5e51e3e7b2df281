import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStubApp, type StubApp } from '../testing/stub-app.ts'
import type { RequestSource } from './request-source.ts'

let app: StubApp
const sources: RequestSource[] = []
beforeAll(async () => {
  app = await openStubApp({
    async receiveSrsHook({ source }) {
      sources.push(source)
      return { code: 0 }
    },
  })
})
afterAll(() => app.close())

const call = async (headers: Record<string, string> = {}) => {
  await app.send('/v1/callbacks/srs/word', { method: 'POST', headers, body: '{}' })
  return sources.at(-1)
}

test('another server is shown by the address at the other end of its connection', async () => {
  expect(await call()).toEqual({ address: '127.0.0.1', isForwarded: false })
})

test.each(['forwarded', 'via', 'x-forwarded-for', 'X-Forwarded-For', 'x-forwarded-host', 'x-real-ip'])(
  'what came through a proxy is known by its header %s, and the address is not taken from there',
  async (name) => {
    expect(await call({ [name]: '10.0.0.9' })).toEqual({ address: '127.0.0.1', isForwarded: true })
  },
)
