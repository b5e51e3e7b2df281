import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isStreamName, newStreamName } from '../../stream/stream-name.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { SOME_STREAM } from '../../testing/signed-callback.ts'
import { testKeys } from '../../testing/test-keys.ts'
import { noStreamControl } from './cloud-api/testing/no-stream-control.ts'
import { createTencentCssProvider } from './tencent-css-provider.ts'
import { txTime } from './tx-secret.ts'

const provider = createTencentCssProvider(
  {
    pushRtmpBaseUrl: 'rtmp://push.example.test/live',
    playFlvBaseUrl: 'https://play.example.test/live',
    playRtmpBaseUrl: 'rtmp://play.example.test/live',
    playHlsBaseUrl: 'https://hls.example.test/live',
  },
  testKeys,
  noStreamControl,
)
/** 0x6D000000 and one hour later. */
const EXPIRES_AT_MS = 0x6d000000 * 1000
const HLS_EXPIRES_AT_MS = EXPIRES_AT_MS + 3_600_000

const play = (streamName: string) =>
  provider.playUrls({ streamName, expiresAtMs: EXPIRES_AT_MS, hlsExpiresAtMs: HLS_EXPIRES_AT_MS })
const push = (streamName: string) =>
  provider.pushUrl({ streamName, expiresAtMs: EXPIRES_AT_MS, token: 'issue_0.mac' })
const secretOf = (url: string) => new URL(url).searchParams.get('txSecret')

describe('URL shapes', () => {
  // The signatures were computed with Python's hashlib, not with this code.
  test('a push URL has the AppName, the stream, the signature and our token', () => {
    expect(push(SOME_STREAM)).toBe(
      `rtmp://push.example.test/live/${SOME_STREAM}?txSecret=1b1c708e5788993b61078a7942f06233&txTime=6D000000&kaibo=issue_0.mac`,
    )
  })

  test('play URLs differ by suffix alone, and hls has an expiry of its own', () => {
    const query = 'txSecret=1457512ff097fa1dc9b1aa3ec0f55c0e&txTime=6D000000'
    expect(play(SOME_STREAM)).toEqual({
      flv: `https://play.example.test/live/${SOME_STREAM}.flv?${query}`,
      rtmp: `rtmp://play.example.test/live/${SOME_STREAM}?${query}`,
      hls: `https://hls.example.test/live/${SOME_STREAM}.m3u8?txSecret=df7619cc26b2bfdb0b79bfc7e1156e1f&txTime=6D000E10`,
    })
  })
})

describe('signatures', () => {
  test('a play URL never carries the push signature: nobody broadcasts with what every viewer gets', () => {
    const random = seededRandom('signatures')
    for (let round = 0; round < 1_000; round++) {
      const name = newStreamName(random)
      const { flv, rtmp, hls } = play(name)
      expect([flv, rtmp, hls].map(secretOf)).not.toContain(secretOf(push(name)))
    }
  })

  test('of 10,000 issued names, no shift between name and time gives a name that could exist', () => {
    const time = txTime(EXPIRES_AT_MS)
    const names = Array.from({ length: 10_000 }, () => newStreamName(randomBytes))
    const shifted = names.flatMap((name) =>
      Array.from({ length: 8 }, (_, index) => index + 1).flatMap((characters) => [
        name.slice(0, -characters),
        name + time.slice(0, characters),
        name + time.slice(0, characters).toLowerCase(),
      ]),
    )
    expect(shifted).toHaveLength(240_000)
    expect(shifted.filter(isStreamName).slice(0, 3)).toEqual([])
    expect(names.every(isStreamName)).toBe(true)
  })

  test('the name is separated from the time: an issued name never ends in a hex digit', () => {
    const random = seededRandom('separator')
    for (let round = 0; round < 1_000; round++) expect(newStreamName(random)).toMatch(/[^0-9a-fA-F_]$/)
  })
})
