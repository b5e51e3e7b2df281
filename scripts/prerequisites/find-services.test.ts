import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findServices } from './find-services.ts'

let server: Server
let there: string
const NOT_THERE = 'postgres://user:secret@127.0.0.1:1/test'

beforeAll(async () => {
  server = createServer((socket) => socket.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  there = `postgres://postgres@127.0.0.1:${typeof address === 'object' ? address?.port : ''}/test`
})
afterAll(() => server.close())

describe('findServices', () => {
  it('hands on the database that answers', async () => {
    expect(await findServices({ KAIBO_TEST_DATABASE_URL: there })).toEqual({ KAIBO_TEST_DATABASE_URL: there })
  })

  it('says what will not run without one, and not its password', async () => {
    const print = vi.spyOn(console, 'log').mockReturnValue()
    expect(await findServices({ KAIBO_TEST_DATABASE_URL: NOT_THERE })).toEqual({
      KAIBO_TEST_DATABASE_URL: '',
    })
    const [line] = print.mock.calls.flat()
    expect(line).toMatch(/^No PostgreSQL answers at 127\.0\.0\.1:1: .*not on PostgreSQL\.$/)
    print.mockRestore()
  })

  it('fails where every service is required', async () => {
    const environment = { KAIBO_TEST_DATABASE_URL: NOT_THERE, KAIBO_REQUIRE_SERVICES: '1' }
    await expect(findServices(environment)).rejects.toThrow('KAIBO_REQUIRE_SERVICES=1 asks for it')
  })
})
