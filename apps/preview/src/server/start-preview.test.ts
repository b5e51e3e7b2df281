import { appendFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { writeApp } from '../testing/fixture-app.ts'
import { PortUnavailable } from './listen.ts'
import { type PreviewOptions, startPreview } from './start-preview.ts'

const undo: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const stop of undo.splice(0).reverse()) await stop()
})

async function start(options: Partial<PreviewOptions> = {}) {
  const { folder, remove } = await writeApp()
  undo.push(remove)
  const preview = await startPreview({
    host: '127.0.0.1',
    port: 0,
    miniprogramDist: folder,
    // Port 9 (discard): nothing listens there.
    apiUrl: 'http://127.0.0.1:9',
    ...options,
  })
  undo.push(() => preview.stop())
  return { address: preview.address, folder }
}

async function startApi(): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method, url, headers } = request
    const seen = { method, url, authorization: headers.authorization, body: Buffer.concat(chunks).toString() }
    response
      .writeHead(201, { 'content-type': 'application/json', 'x-request-id': 'r1' })
      .end(JSON.stringify(seen))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => server.close())
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('/v1 reaches the API unchanged and its answer comes back whole', async () => {
  const { url } = await startApi()
  const { address } = await start({ apiUrl: url })
  const answer = await fetch(`${address}/v1/rooms?status=live&status=ended`, {
    method: 'POST',
    headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
    body: '{"title":"T"}',
  })
  expect([answer.status, answer.headers.get('x-request-id')]).toEqual([201, 'r1'])
  expect(await answer.json()).toEqual({
    method: 'POST',
    url: '/v1/rooms?status=live&status=ended',
    authorization: 'Bearer t',
    body: '{"title":"T"}',
  })
})

test('a WebSocket under /v1 reaches the API', async () => {
  const { server, url } = await startApi()
  const sockets = new WebSocketServer({ server })
  undo.push(() => sockets.close())
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${String(data)}`)))
  const { address } = await start({ apiUrl: url })
  const socket = new WebSocket(`${address.replace('http', 'ws')}/v1/socket`)
  undo.push(() => socket.terminate())
  const answer = await new Promise((resolve, reject) => {
    socket.on('open', () => socket.send('hi'))
    socket.on('message', (data) => resolve(String(data)))
    socket.on('error', reject)
  })
  expect(answer).toBe('echo hi')
})

test('an API out of reach is answered 502 in the API’s own form', async () => {
  const { address } = await start()
  const answer = await fetch(`${address}/v1/rooms`)
  expect(answer.status).toBe(502)
  expect(await answer.json()).toMatchObject({ error: { code: 'unavailable' } })
})

test('a port that is taken is named', async () => {
  const { address } = await start()
  const port = Number(new URL(address).port)
  await expect(start({ port })).rejects.toEqual(
    new PortUnavailable(`Port ${port} on 127.0.0.1 (preview) is already in use`),
  )
})

test('a change of the build is served within a second, and a broken one shows its problems', async () => {
  const { address, folder } = await start({ watch: true })
  const events = await fetch(`${address}/events`)
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
  undo.push(() => reader?.cancel())
  const nextReload = async () => {
    for (;;) {
      const { value = '', done } = (await reader?.read()) ?? { done: true }
      if (done || value.includes('event: reload')) return
    }
  }
  const startedAt = performance.now()
  await appendFile(join(folder, 'pages/home/home.wxml'), '<view>changed</view>')
  await nextReload()
  expect(performance.now() - startedAt).toBeLessThan(1000)
  expect(await (await fetch(`${address}/phone/app.js`)).text()).toContain('changed')
  await appendFile(join(folder, 'pages/home/home.wxml'), '<view>')
  await nextReload()
  expect(await (await fetch(`${address}/phone/app.js`)).text()).toContain('missing end tag')
})
