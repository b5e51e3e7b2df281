import { txSecret } from '@kaibo/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiClient } from '../support/api-client.ts'
import { streamNameOf } from '../support/callbacks.ts'
import { type FfmpegPush, probeCodecs, pushWithFfmpeg } from '../support/ffmpeg.ts'
import { type Kaibo, startKaibo } from '../support/kaibo.ts'
import { keys } from '../support/keys.ts'
import { until } from '../support/poll.ts'

let kaibo: Kaibo
let broadcaster: ApiClient
let running: FfmpegPush
let pushUrl: string
let otherPushUrl: string
let play: { flv: string; rtmp: string }

beforeAll(async () => {
  kaibo = await startKaibo()
  broadcaster = await kaibo.client('broadcaster')
  const { id } = await broadcaster.createRoom()
  const other = await broadcaster.createRoom()
  pushUrl = (await broadcaster.pushUrl(id)).url
  otherPushUrl = (await broadcaster.pushUrl(other.id)).url
  running = pushWithFfmpeg(pushUrl)
  play = await until(async () => {
    const urls = await broadcaster.playUrls(id)
    return urls.playable ? urls : undefined
  })
})
afterAll(async () => {
  await running?.kill()
  await kaibo?.stop()
})

const withQuery = (url: string, query: string) => `${url.split('?')[0]}?${query}`
const queryOf = (url: string) => new URL(url).search.slice(1)

function sign(key: string, streamName: string, seconds: number): string {
  const time = seconds.toString(16).toUpperCase()
  return `txSecret=${txSecret(key, streamName, time)}&txTime=${time}`
}

/** Every way a signature can be wrong for `url`, where `key` would be right and `otherKey` belongs to the other side. */
const wrongSignatures = (
  url: string,
  { key, otherKey, other }: { key: string; otherKey: string; other: string },
) => {
  const streamName = streamNameOf(url).replace(/\.flv$/, '')
  const hour = Math.floor(Date.now() / 1000) + 3600
  return {
    missing: url.split('?')[0] ?? '',
    empty: withQuery(url, 'txSecret=&txTime='),
    wrong: withQuery(url, `txSecret=${'0'.repeat(32)}&txTime=${hour.toString(16)}`),
    expired: withQuery(url, sign(key, streamName, hour - 7200)),
    'longer than signed': withQuery(url, queryOf(url).replace(/txTime=\w+/, 'txTime=FFFFFFFF')),
    "another stream's": withQuery(url, queryOf(other)),
    "the other side's": withQuery(url, sign(otherKey, streamName, hour)),
  }
}

describe('a push is refused whose signature is', () => {
  const cases = [
    ['missing', 'has no txSecret'],
    ['empty', 'malformed'],
    ['wrong', 'txSecret does not fit'],
    ['expired', 'expired'],
    ['longer than signed', 'txSecret does not fit'],
    ["another stream's", 'txSecret does not fit'],
    ["the other side's", 'txSecret does not fit'],
  ] as const

  test.each(cases)('%s', async (name, reason) => {
    const { url } = await broadcaster.pushUrl((await broadcaster.createRoom()).id)
    const refused = wrongSignatures(url, { key: keys.push, otherKey: keys.play, other: otherPushUrl })[name]
    const push = pushWithFfmpeg(refused)
    expect(await push.exited).not.toBe(0)
    expect(push.log()).toContain(reason)
    expect(kaibo.sandbox.list().map((stream) => stream.streamName)).not.toContain(streamNameOf(url))
  })

  test('a play URL: it never is a valid push URL, even of a stream that nobody pushes', async () => {
    const { url } = await broadcaster.pushUrl((await broadcaster.createRoom()).id)
    const hour = Math.floor(Date.now() / 1000) + 3600
    for (const playUrl of [play.rtmp, withQuery(url, sign(keys.play, streamNameOf(url), hour))]) {
      const push = pushWithFfmpeg(playUrl)
      expect(await push.exited).not.toBe(0)
      expect(push.log()).toContain('txSecret does not fit')
    }
  })

  test('the first push goes on unharmed beside all those refused', () => {
    expect(running.process.exitCode).toBeNull()
    expect(kaibo.sandbox.list()).toHaveLength(1)
  })
})

describe('a play is refused whose signature is wrong in any of those ways', () => {
  test('over HTTP-FLV', async () => {
    const refused = wrongSignatures(play.flv, { key: keys.play, otherKey: keys.push, other: otherPushUrl })
    for (const [name, url] of Object.entries(refused)) {
      const answer = await fetch(url)
      expect([name, answer.status]).toEqual([name, 403])
      expect(await answer.text()).not.toContain(keys.play)
    }
    expect(await probeCodecs(play.flv)).toEqual(['aac', 'h264'])
  })

  test('over RTMP', async () => {
    const refused = wrongSignatures(play.rtmp, { key: keys.play, otherKey: keys.push, other: otherPushUrl })
    for (const [name, url] of Object.entries(refused))
      expect([name, await probeCodecs(url)]).toEqual([name, []])
    expect(await probeCodecs(play.rtmp)).toEqual(['aac', 'h264'])
  })

  test('a push URL: it never is a valid play URL', async () => {
    expect(await probeCodecs(pushUrl)).toEqual([])
  })
})
