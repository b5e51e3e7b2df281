import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { KEYS, pushName, signedQuery, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'
import { publishClip } from './clip-publisher.ts'
import { systemClock } from './clock.ts'
import { parseClip } from './flv-clip.ts'
import { connectPush } from './push-connection.ts'

const clipFile = new URL('../../assets/demo-clip.flv', import.meta.url)

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const startOrigin = async (): Promise<Sandbox> => {
  const sandbox = await startTestSandbox()
  undo.push(() => sandbox.stop())
  return sandbox
}

/** A server that is no RTMP server: it answers a connection with `greeting` and nothing else. */
const startOther = async (greeting: Buffer | null): Promise<string> => {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (greeting === null) socket.destroy()
    else socket.write(greeting)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => server.close())
  const address = server.address()
  return `rtmp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/live/a?txSecret=c0ffee`
}

/** Publishes the demo clip to the origin until the test ends. */
const publishTo = async (sandbox: Sandbox, name: string) => {
  const connection = await connectPush(`${sandbox.addresses.rtmp}/live/${pushName(name)}`)
  const stop = new AbortController()
  undo.push(() => stop.abort())
  const clip = parseClip(await readFile(clipFile))
  const published = publishClip({ clip, connection, clock: systemClock, signal: stop.signal })
  await until('the stream', () => sandbox.list().some(({ streamName }) => streamName === name))
  return { connection, published }
}

describe('connectPush', () => {
  it('publishes with the signature of the URL, and the origin sees the clip', async () => {
    const sandbox = await startOrigin()
    const { connection } = await publishTo(sandbox, 'demo')
    expect(sandbox.list()).toMatchObject([{ streamName: 'demo', width: 360, height: 640 }])
    await connection.close()
  })

  it('ends the stream properly when it closes', async () => {
    const sandbox = await startOrigin()
    const { connection } = await publishTo(sandbox, 'demo')
    await connection.close()
    await until('the end', () => sandbox.deliveries().some(({ eventType }) => eventType === 0))
    // 1: the broadcaster's deleteStream; a bare disconnect would be 3.
    expect(sandbox.deliveries().at(-1)).toMatchObject({ eventType: 0, errcode: 1 })
  })

  it('notices that the origin has ended the push', async () => {
    const sandbox = await startOrigin()
    const { published } = await publishTo(sandbox, 'demo')
    sandbox.drop('demo')
    expect(await published).toMatch(/origin/)
  })

  it('tells a refusal without repeating the URL', async () => {
    const sandbox = await startOrigin()
    const query = signedQuery(KEYS.play, 'demo')
    const refusal = connectPush(`${sandbox.addresses.rtmp}/live/demo?${query}`)
    await expect(refusal).rejects.toThrow(/^the origin says/)
    await expect(refusal).rejects.not.toThrow(query)
  })

  it('says when nobody listens', async () => {
    await expect(connectPush('rtmp://127.0.0.1:1/live/a?txSecret=c0ffee')).rejects.toThrow(/ECONNREFUSED/)
  })

  it('says when the other side hangs up', async () => {
    await expect(connectPush(await startOther(null))).rejects.toThrow(/closed|ECONNRESET/)
  })

  it('survives an answer that is not RTMP', async () => {
    await expect(
      connectPush(await startOther(Buffer.from('HTTP/1.1 400 Bad Request'.repeat(200)))),
    ).rejects.toThrow(/RTMP/)
  })
})
