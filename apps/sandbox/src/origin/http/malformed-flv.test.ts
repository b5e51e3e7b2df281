import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox.ts'
import { FLV_HEADER, flvOpening, flvTag } from '../../testing/flv-bytes.ts'
import { AUDIO, FRAMES, SCRIPT, VIDEO } from '../../testing/frames.ts'
import { HttpPublisher } from '../../testing/http-publisher.ts'
import { hlsUrl, httpPushUrl, startTestSandbox, wsPushUrl } from '../../testing/test-sandbox.ts'
import { until } from '../../testing/until.ts'
import { WsPeer } from '../../testing/ws-peer.ts'

const RUNS = 60
const SEED = 20_261_122

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

const HONEST = Buffer.concat([
  flvOpening('x'.repeat(300)),
  flvTag(AUDIO, 0, FRAMES.audioHeader),
  flvTag(AUDIO, 20, FRAMES.audio('sound')),
  flvTag(VIDEO, 40, FRAMES.inter('picture')),
  flvTag(SCRIPT, 40, Buffer.from('0200', 'hex')),
])

/** Honest bytes with some replaced, then perhaps cut short. */
const mutated = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(HONEST.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
    fc.option(fc.nat(HONEST.length)),
  )
  .map(([changes, length]) => {
    const copy = Buffer.from(HONEST)
    for (const [at, value] of changes) copy[at] = value
    return copy.subarray(0, length ?? copy.length)
  })

async function gone(): Promise<void> {
  await until('the push is gone', () => sandbox.list().length === 0)
}

test('random and mutated FLV over WebSocket never stops the origin', async () => {
  const input = fc.oneof(
    mutated,
    fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
  )
  await fc.assert(
    fc.asyncProperty(input, async (bytes) => {
      const peer = await WsPeer.push(wsPushUrl(sandbox, 'fuzzed'))
      expect(peer.status).toBe(101)
      peer.send(bytes)
      peer.webSocket.close()
      await until('the connection is closed', () => peer.closed)
      await gone()
    }),
    { numRuns: RUNS, seed: SEED },
  )
})

test('mutated FLV over HTTP never stops the origin', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (bytes) => {
      const publisher = new HttpPublisher(httpPushUrl(sandbox, 'fuzzed'))
      publisher.send(bytes)
      await publisher.end()
      expect([200, 400, 413]).toContain(publisher.status)
      await gone()
    }),
    { numRuns: RUNS, seed: SEED },
  )
})

test('frames that cannot be remuxed end the HLS of a stream and nothing else', async () => {
  const publisher = await WsPeer.push(wsPushUrl(sandbox, 'odd'))
  publisher.send(flvOpening('not a picture'))
  await until('the stream is live', () => sandbox.list().length === 1)
  const playlist = fetch(hlsUrl(sandbox, 'odd'))
  for (let at = 40; at < 8000; at += 500) {
    publisher.send(flvTag(VIDEO, at, FRAMES.key(`${at}`)))
    publisher.send(flvTag(VIDEO, at, Buffer.from([0x17, 1])))
    publisher.send(flvTag(VIDEO, 0, FRAMES.key('back in time')))
  }
  publisher.send(flvTag(VIDEO, 9000, Buffer.concat([FLV_HEADER, FLV_HEADER])))
  expect((await playlist).status).toBe(503)
  expect(publisher.closed).toBe(false)
  expect(sandbox.list()).toMatchObject([{ streamName: 'odd' }])
  publisher.destroy()
  await gone()
})
