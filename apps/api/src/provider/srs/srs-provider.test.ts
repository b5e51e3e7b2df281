import { expect, test } from 'vitest'
import { SOME_STREAM } from '../../testing/signed-callback.ts'
import { testKeys } from '../../testing/test-keys.ts'
import { noStreamControl } from '../tencent-css/cloud-api/testing/no-stream-control.ts'
import { createSrsProvider } from './srs-provider.ts'

const provider = createSrsProvider(
  {
    pushRtmpBaseUrl: 'rtmp://media.example.test/live',
    playFlvBaseUrl: 'https://media.example.test/live',
    playRtmpBaseUrl: 'rtmp://media.example.test/live',
    playHlsBaseUrl: 'https://media.example.test/live',
    apiBaseUrl: 'http://srs:1985',
    apiUser: 'kaibo',
    hookSources: [],
  },
  testKeys,
  noStreamControl,
)
/** 0x6D000000 and one hour later. */
const EXPIRES_AT_MS = 0x6d000000 * 1000

// The signatures are those of the test of Tencent's URLs, which were computed with Python's hashlib.
test('URLs are SRS’s: one server, app and stream, the ending by transport, the signature behind', () => {
  const issued = provider.pushUrl({
    streamName: SOME_STREAM,
    expiresAtMs: EXPIRES_AT_MS,
    token: 'issue_0.mac',
  })
  expect(issued).toBe(
    `rtmp://media.example.test/live/${SOME_STREAM}?txSecret=1b1c708e5788993b61078a7942f06233&txTime=6D000000&kaibo=issue_0.mac`,
  )
  const query = 'txSecret=1457512ff097fa1dc9b1aa3ec0f55c0e&txTime=6D000000'
  const times = { expiresAtMs: EXPIRES_AT_MS, hlsExpiresAtMs: EXPIRES_AT_MS + 3_600_000 }
  expect(provider.playUrls({ streamName: SOME_STREAM, ...times })).toEqual({
    flv: `https://media.example.test/live/${SOME_STREAM}.flv?${query}`,
    rtmp: `rtmp://media.example.test/live/${SOME_STREAM}?${query}`,
    hls: `https://media.example.test/live/${SOME_STREAM}.m3u8?txSecret=df7619cc26b2bfdb0b79bfc7e1156e1f&txTime=6D000E10`,
  })
})

test('an end is told without a reason, since SRS gives none', () => {
  expect(provider.explainEnd(undefined, undefined)).toEqual({
    zh: expect.stringContaining('SRS'),
    en: expect.stringContaining('SRS'),
  })
})
