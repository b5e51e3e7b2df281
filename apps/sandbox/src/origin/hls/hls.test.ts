import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox.ts'
import { encodeFlv } from '../../testing/encoded-flv.ts'
import { decode, probePictures } from '../../testing/ffmpeg.ts'
import { hlsUrl, KEYS, signedQuery, startTestSandbox, wsPushUrl } from '../../testing/test-sandbox.ts'
import { until } from '../../testing/until.ts'
import { WsPeer } from '../../testing/ws-peer.ts'

let sandbox: Sandbox
let nowMs: number

beforeEach(async () => {
  nowMs = Date.now()
  sandbox = await startTestSandbox({ clock: () => nowMs })
})
afterEach(() => sandbox.stop())

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? ''

/** Pushes a recording at once, after somebody has begun to play it. */
async function pushed(flv: Buffer, streamName = 'show') {
  const publisher = await WsPeer.push(wsPushUrl(sandbox, streamName))
  publisher.send(flv.subarray(0, 20_000))
  await until('the stream is live', () => sandbox.list().length > 0)
  const url = hlsUrl(sandbox, streamName)
  const asked = get(url)
  await until('the playlist was asked for', () => sandbox.list()[0]?.viewers === 1)
  publisher.send(flv.subarray(20_000))
  const master = await asked
  return { publisher, url, master, mediaUrl: new URL(lastLine(master.text), url).href }
}

async function mediaWith(mediaUrl: string, part: string): Promise<string> {
  let text = ''
  const deadline = Date.now() + 5_000
  while (!text.includes(part) && Date.now() < deadline) text = (await get(mediaUrl)).text
  return text
}

test('a player gets ten seconds of picture and sound without a complaint, and the end', async () => {
  const { publisher, master, url, mediaUrl } = await pushed(await encodeFlv({ seconds: 10 }))
  expect(master.headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
  expect(master.text).toMatch(/CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2",RESOLUTION=320x180/)
  const decoding = decode(url)
  await mediaWith(mediaUrl, 'SEQUENCE:0')
  publisher.webSocket.close()
  const { seconds, complaints } = await decoding
  expect(complaints).toBe('')
  expect(seconds).toBeGreaterThan(9)
  expect((await get(mediaUrl)).text).toMatch(/#EXT-X-ENDLIST\n$/)
})

test('pictures that are shown in another order keep both their times', async () => {
  const flv = await encodeFlv({ seconds: 6, bFrames: 2 })
  const { publisher, mediaUrl } = await pushed(flv)
  publisher.webSocket.close()
  const text = await mediaWith(mediaUrl, 'ENDLIST')
  const segments = text.match(/^[\w-]+\.ts$/gm) ?? []
  const pictures = []
  for (const name of segments) pictures.push(...(await probePictures(new URL(name, mediaUrl).href)))
  expect(pictures.length).toBe(90)
  expect(pictures.some(({ pts, dts }) => pts !== dts)).toBe(true)
  expect(pictures.filter(({ pts, dts }) => pts < dts)).toEqual([])
  const times = pictures.map(({ dts }) => dts)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('a playlist never promises shorter segments than there are', async () => {
  const { publisher, mediaUrl } = await pushed(await encodeFlv({ seconds: 10, gopSeconds: 3, audio: false }))
  const text = await mediaWith(mediaUrl, '#EXTINF:3')
  expect(text).toMatch(/#EXT-X-TARGETDURATION:3\n/)
  publisher.destroy()
})

describe('a signature', () => {
  const WRONG: [string, string][] = [
    ['no signature', ''],
    ['a wrong key', signedQuery('nobody', 'show')],
    ['an expired URL', signedQuery(KEYS.play, 'show', -1)],
    ["another stream's signature", signedQuery(KEYS.play, 'other')],
    ['a push URL', signedQuery(KEYS.push, 'show')],
    ['a backup push URL', signedQuery(KEYS.pushBackup, 'show')],
  ]

  test('is asked for with either playlist, in words', async () => {
    const { publisher } = await pushed(await encodeFlv({ seconds: 4 }))
    for (const [what, query] of WRONG) {
      for (const path of ['/live/show.m3u8', '/live/show/media.m3u8']) {
        const { status, text } = await get(`${sandbox.addresses.media}${path}?${query}`)
        expect([what, status, text]).toEqual([what, 403, expect.stringMatching(/txSecret|txTime/)])
      }
    }
    const backup = hlsUrl(sandbox, 'show', KEYS.playBackup)
    expect((await get(backup)).status).toBe(200)
    publisher.destroy()
  })

  test('that expires ends a play at the next reload, also after the end of the stream', async () => {
    const { publisher, url, mediaUrl } = await pushed(await encodeFlv({ seconds: 4 }))
    expect((await get(mediaUrl)).status).toBe(200)
    nowMs += 3_601_000
    expect((await get(mediaUrl)).status).toBe(403)
    expect((await get(url)).status).toBe(403)
    publisher.webSocket.close()
    await until('the stream is over', () => sandbox.list().length === 0)
    expect((await get(mediaUrl)).status).toBe(403)
  })

  test('of one stream does not open the segments of another', async () => {
    const { publisher, mediaUrl } = await pushed(await encodeFlv({ seconds: 4 }))
    const name = lastLine(await mediaWith(mediaUrl, '.ts'))
    expect(name).toMatch(/^[\w-]{22}\.ts$/)
    const segment = await fetch(new URL(name, mediaUrl))
    expect([segment.status, segment.headers.get('content-type')]).toEqual([200, 'video/mp2t'])
    expect((await segment.arrayBuffer()).byteLength % 188).toBe(0)
    expect((await get(new URL(`../other/${name}`, mediaUrl).href)).status).toBe(404)
    expect((await get(new URL('segment-1-1.ts', mediaUrl).href)).status).toBe(404)
    publisher.destroy()
  })
})

test('a stream that is not live, or not of this application, is a 404', async () => {
  expect((await get(hlsUrl(sandbox, 'nobody'))).status).toBe(404)
  expect((await get(hlsUrl(sandbox, 'show').replace('/live/', '/other/'))).status).toBe(404)
})

test('pages of this machine may read playlists and segments, and no others', async () => {
  const { publisher, mediaUrl } = await pushed(await encodeFlv({ seconds: 4 }))
  const name = lastLine(await mediaWith(mediaUrl, '.ts'))
  for (const target of [mediaUrl, new URL(name, mediaUrl).href]) {
    const here = await get(target, { origin: 'http://127.0.0.1:7101' })
    expect(here.headers.get('access-control-allow-origin')).toBe('*')
    const elsewhere = await get(target, { origin: 'https://example.com' })
    expect(elsewhere.headers.get('access-control-allow-origin')).toBeNull()
  }
  publisher.destroy()
})

test('a stream that begins again is another one, also for HLS', async () => {
  const flv = await encodeFlv({ seconds: 4 })
  const first = await pushed(flv)
  const firstName = lastLine(await mediaWith(first.mediaUrl, '.ts'))
  first.publisher.webSocket.close()
  await until('the stream is over', () => sandbox.list().length === 0)
  const second = await pushed(flv)
  const text = await mediaWith(second.mediaUrl, '.ts')
  expect(text).not.toContain(firstName)
  expect(text).not.toContain('ENDLIST')
  second.publisher.destroy()
})
