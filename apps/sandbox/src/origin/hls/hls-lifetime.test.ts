import { afterEach, describe, expect, test } from 'vitest'
import type { Logger } from '../../logger.ts'
import { encodeFlv } from '../../testing/encoded-flv.ts'
import { flvOpening, flvTag } from '../../testing/flv-bytes.ts'
import { AUDIO, FRAMES, VIDEO } from '../../testing/frames.ts'
import { KEYS, signedQuery } from '../../testing/test-sandbox.ts'
import { until } from '../../testing/until.ts'
import { WsPeer } from '../../testing/ws-peer.ts'
import type { OriginLimits } from '../limits.ts'
import { MediaOrigin } from '../media-origin.ts'

const logged: string[] = []
const logger: Logger = { info: () => {}, warn: (line) => void logged.push(line) }

let origin: MediaOrigin
let mediaPort = 0

async function start(limits: Partial<OriginLimits>): Promise<void> {
  logged.length = 0
  const listener = { started: () => {}, ended: () => {} }
  const ports = { host: '127.0.0.1', rtmpPort: 0, mediaPort: 0, appName: 'live' }
  const keys = { pushKeys: [KEYS.push], playKeys: [KEYS.play] }
  origin = new MediaOrigin({ ...ports, ...keys, listener, clock: Date.now, logger, limits })
  mediaPort = (await origin.start()).mediaPort
}

afterEach(() => origin.stop())

async function push(bytes: Buffer): Promise<WsPeer> {
  const path = `/live/show.flv?${signedQuery(KEYS.push, 'show')}`
  const publisher = await WsPeer.push(`ws://127.0.0.1:${mediaPort}${path}`)
  publisher.send(bytes)
  await until('the stream is live', () => origin.list().length === 1)
  return publisher
}

const playlistUrl = (file = 'show.m3u8') =>
  `http://127.0.0.1:${mediaPort}/live/${file}?${signedQuery(KEYS.play, 'show')}`

async function ask(file?: string) {
  const response = await fetch(playlistUrl(file))
  return { status: response.status, text: await response.text() }
}

const viewers = () => origin.list()[0]?.viewers

/** Begins to play, then pushes the rest at once. */
async function playing(limits: Partial<OriginLimits>, seconds = 4) {
  await start(limits)
  const flv = await encodeFlv({ seconds })
  const publisher = await push(flv.subarray(0, 20_000))
  const asked = ask()
  await until('it is remuxed', () => viewers() === 1)
  publisher.send(flv.subarray(20_000))
  return { publisher, master: await asked }
}

test('a stream is remuxed from the first request until nobody has asked for a while', async () => {
  const { master } = await playing({ hlsIdleMs: 150 })
  expect(master.status).toBe(200)
  const name = (await ask('show/media.m3u8')).text.trim().split('\n').at(-1) ?? ''
  await until('nobody remuxes it any more', () => viewers() === 0)
  expect((await fetch(playlistUrl(`show/${name}`))).status).toBe(404)
})

test('only a playlist keeps it alive, a segment does not', async () => {
  await playing({ hlsIdleMs: 300 })
  const name = (await ask('show/media.m3u8')).text.trim().split('\n').at(-1) ?? ''
  await until('nobody remuxes it any more', async () => {
    await (await fetch(playlistUrl(`show/${name}`))).arrayBuffer()
    return viewers() === 0
  })
})

test('a playlist that does not come in time is a 503, to be asked for again', async () => {
  await start({ hlsWaitMs: 50 })
  await push(flvOpening())
  const response = await fetch(playlistUrl())
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
  expect(viewers()).toBe(1)
})

test('the end is told for a while, then the stream is a 404', async () => {
  const { publisher } = await playing({ hlsLingerMs: 300 })
  publisher.webSocket.close()
  await until('the stream is over', () => origin.list().length === 0)
  expect((await ask('show/media.m3u8')).status).toBe(200)
  await until('it is forgotten', async () => (await ask('show/media.m3u8')).status === 404)
})

test('stop() does not wait for somebody who waits for a playlist', async () => {
  await start({})
  await push(flvOpening())
  const asked = fetch(playlistUrl()).catch(() => 'cut')
  await until('it is remuxed', () => viewers() === 1)
  const before = Date.now()
  await origin.stop()
  await asked
  expect(Date.now() - before).toBeLessThan(1_000)
})

test('a playlist names five segments at most', async () => {
  await playing({}, 24)
  let media = ''
  await until('the window has moved on', async () => {
    media = (await ask('show/media.m3u8')).text
    return /SEQUENCE:[5-9]/.test(media)
  })
  expect(media.match(/\.ts$/gm)).toHaveLength(5)
})

describe('HLS of a stream is given up', () => {
  test.each([
    ['of another picture codec', flvTag(VIDEO, 40, Buffer.from('1c0100000000', 'hex'))],
    ['of another sound codec', flvTag(AUDIO, 40, Buffer.from('2fff', 'hex'))],
    ['with a broken picture configuration', flvTag(VIDEO, 40, Buffer.from('170000000002', 'hex'))],
    ['with a broken sound configuration', flvTag(AUDIO, 40, Buffer.from('af00ff', 'hex'))],
  ])('%s', async (_what, tag) => {
    await start({})
    const publisher = await push(flvOpening())
    const asked = ask()
    await until('it is remuxed', () => viewers() === 1)
    publisher.send(tag)
    expect((await asked).status).toBe(503)
    expect(logged).toEqual([expect.stringMatching(/^HLS stopped: /)])
    expect([viewers(), publisher.closed]).toEqual([0, false])
  })

  test('when it is so from the beginning', async () => {
    await start({})
    await push(Buffer.concat([flvOpening(), flvTag(VIDEO, 40, Buffer.from('1c0100000000', 'hex'))]))
    await until('both tags have come', () => viewers() === 0)
    expect((await ask()).status).toBe(503)
    expect((await ask()).status).toBe(503)
  })

  test('when no segment comes to its end', async () => {
    await start({ backlogBytes: 10_000 })
    const publisher = await push(flvOpening('picture'))
    const asked = ask()
    await until('it is remuxed', () => viewers() === 1)
    for (let at = 40; at < 5_000; at += 40) {
      publisher.send(flvTag(VIDEO, at, FRAMES.inter('x'.repeat(500))))
    }
    expect((await asked).status).toBe(503)
    expect(logged).toEqual(['HLS stopped: no segment comes to its end'])
  })

  test('when its configuration changes, not when it is repeated', async () => {
    await start({})
    const publisher = await push(flvOpening('picture'))
    const asked = ask()
    await until('it is remuxed', () => viewers() === 1)
    publisher.send(flvTag(VIDEO, 40, FRAMES.videoHeader))
    publisher.send(flvTag(VIDEO, 40, FRAMES.inter()))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(viewers()).toBe(1)
    publisher.send(flvTag(VIDEO, 80, Buffer.from('1700000000014d4033ffe000', 'hex')))
    expect((await asked).status).toBe(503)
    expect(logged).toEqual(['HLS stopped: the codec configuration has changed'])
  })
})
