import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { CallbackReceiver } from '../testing/callback-receiver.ts'
import { AUDIO, FRAMES, SCRIPT, setDataFrame, VIDEO } from '../testing/frames.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import { KEYS, rtmpPort, signedQuery, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

let sandbox: Sandbox
let api: CallbackReceiver

beforeEach(async () => {
  api = await CallbackReceiver.start()
  sandbox = await startTestSandbox({ callbackUrl: api.url })
})

afterEach(async () => {
  await sandbox.stop()
  await api.stop()
})

async function publish(query: string): Promise<RtmpPeer> {
  const peer = await RtmpPeer.ready(rtmpPort(sandbox))
  peer.publish(`show?${query}`)
  expect(await peer.verdict()).toBe('NetStream.Publish.Start')
  return peer
}

test('the start is reported at the first media frame, with the URL parameters as they came', async () => {
  const query = `token=a%2Bb&${signedQuery(KEYS.push, 'show')}&empty=`
  const peer = await publish(query)
  peer.message(SCRIPT, 0, setDataFrame({ width: 1280, height: 720, videocodecid: 7 }))
  peer.message(VIDEO, 0, FRAMES.videoHeader)
  peer.message(AUDIO, 0, FRAMES.audioHeader)
  peer.sendInvokeMessage(0, { cmd: 'createStream', transId: 9, cmdObj: null })
  const beforeFrame = sandbox.deliveries().length
  peer.message(VIDEO, 0, FRAMES.key())
  await until('the start arrived', () => api.received.length === 1)
  expect(beforeFrame).toBe(0)
  const [start] = api.received
  expect(start).toMatchObject({
    event_type: 1,
    stream_param: query,
    user_ip: '127.0.0.1',
    width: 1280,
    height: 720,
  })
  peer.destroy()
})

test('a push that never carried a frame sends nothing', async () => {
  const peer = await publish(signedQuery(KEYS.push, 'show'))
  peer.message(VIDEO, 0, FRAMES.videoHeader)
  peer.deleteStream()
  await until('the push is over', () => peer.closed)
  expect(sandbox.deliveries()).toEqual([])
})

test('start and end of a push share a sequence of 19 digits, and a later push has a greater one', async () => {
  for (let round = 0; round < 3; round += 1) {
    const peer = await publish(signedQuery(KEYS.push, 'show'))
    peer.message(AUDIO, 0, FRAMES.audio())
    peer.deleteStream()
    await until('the push is over', () => peer.closed)
  }
  await until('all arrived', () => api.received.length === 6)
  expect(api.order).toEqual(['1 show', '0 show', '1 show', '0 show', '1 show', '0 show'])
  const sequences = api.received.map(({ sequence }) => sequence)
  for (const sequence of sequences) expect(sequence).toMatch(/^\d{19}$/)
  const [a, a2, b, b2, c, c2] = sequences
  expect([a2, b2, c2]).toEqual([a, b, c])
  expect([a, b, c]).toEqual([...new Set([a, b, c])].sort())
  expect(api.received[1]?.push_duration).toMatch(/^\d+$/)
})
