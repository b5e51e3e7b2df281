import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sandboxControl } from './sandbox-control.ts'

const undo: (() => void)[] = []
let address: string
const heard: string[] = []

const listen = (app: Parameters<typeof createServer>[1]): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer(app ?? (() => {}))
    undo.push(() => server.close())
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

beforeAll(async () => {
  const sandbox = await listen((incoming, response) => {
    heard.push(`${incoming.method} ${incoming.url} ${incoming.headers.origin ?? ''}`.trim())
    response.end('{}')
  })
  const app = express()
  app.use('/sandbox', sandboxControl(sandbox))
  address = await listen(app)
})
afterAll(() => {
  for (const close of undo) close()
})

const ask = (method: string, path: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const outgoing = request(`${address}/sandbox${path}`, { method, headers })
    outgoing.on('response', (response) => resolve(response.resume().statusCode ?? 0))
    outgoing.on('error', reject)
    outgoing.end()
  })

describe('the sandbox’s control API, as far as the panel needs it', () => {
  test.each([
    ['GET', '/faults'],
    ['PUT', '/faults'],
    ['DELETE', '/faults'],
    ['GET', '/streams'],
    ['POST', '/streams/0123456789abcdef0123456789abcdefz/cut'],
    ['POST', '/streams/0123456789abcdef0123456789abcdefz/drop'],
  ])('%s %s is handed on', async (method, path) => {
    heard.length = 0
    expect(await ask(method, path)).toBe(200)
    expect(heard).toEqual([`${method} /control${path}`])
  })

  test.each([
    ['GET', '/callbacks'],
    ['PUT', '/callback-url'],
    ['POST', '/streams/a/forbid'],
    ['POST', '/streams/..%2F..%2Fsns/cut'],
    ['GET', '/../sns/jscode2session'],
    ['GET', '/faults?x=1'],
    ['POST', '/faults'],
  ])('%s %s is not', async (method, path) => {
    heard.length = 0
    expect(await ask(method, path)).toBe(404)
    expect(heard).toEqual([])
  })

  test('a page with a name from elsewhere is refused, and where a page is from is handed on', async () => {
    heard.length = 0
    expect(await ask('GET', '/faults', { host: 'evil.example' })).toBe(403)
    expect(heard).toEqual([])
    await ask('GET', '/faults', { origin: 'https://evil.example' })
    expect(heard, 'for the sandbox to refuse').toEqual(['GET /control/faults https://evil.example'])
  })
})
