import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { CallbackReceiver } from '../testing/callback-receiver.ts'
import { type FfmpegRun, probeCodecs, pushWithFfmpeg } from '../testing/ffmpeg.ts'
import {
  flvUrl,
  hlsUrl,
  httpPushUrl,
  KEYS,
  playName,
  pushName,
  signedQuery,
  startTestSandbox,
} from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

let sandbox: Sandbox
let api: CallbackReceiver
let running: FfmpegRun[]

beforeEach(async () => {
  running = []
  api = await CallbackReceiver.start()
  sandbox = await startTestSandbox({ callbackUrl: api.url })
})

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await Promise.all(running.map(({ finished }) => finished))
  await sandbox.stop()
  await api.stop()
})

async function push(tracks: { audio?: boolean; video?: boolean } = {}): Promise<FfmpegRun> {
  const ffmpeg = pushWithFfmpeg(`${sandbox.addresses.rtmp}/live/${pushName('show')}`, tracks)
  running.push(ffmpeg)
  await until('ffmpeg is live', () => sandbox.list().length === 1)
  return ffmpeg
}

test('what ffmpeg pushes, ffprobe sees over HTTP-FLV and over RTMP', async () => {
  await push()
  expect(await probeCodecs(flvUrl(sandbox, 'show'))).toEqual(['aac', 'h264'])
  expect(await probeCodecs(`${sandbox.addresses.rtmp}/live/${playName('show')}`)).toEqual(['aac', 'h264'])
  expect(sandbox.list()).toMatchObject([{ streamName: 'show', width: 320, height: 180 }])
  expect(api.received[0]).toMatchObject({ event_type: 1, width: 320, height: 180 })
})

test('what ffmpeg posts as FLV, ffprobe sees over HTTP-FLV and HLS', async () => {
  const ffmpeg = pushWithFfmpeg(httpPushUrl(sandbox, 'show'))
  running.push(ffmpeg)
  await until('ffmpeg is live', () => sandbox.list().length === 1)
  expect(await probeCodecs(flvUrl(sandbox, 'show'))).toEqual(['aac', 'h264'])
  expect(await probeCodecs(hlsUrl(sandbox, 'show'))).toEqual(['aac', 'h264'])
  ffmpeg.child.stdin?.write('q')
  expect(await ffmpeg.finished).toMatchObject({ code: 0, errors: '' })
  await until('the end arrived', () => api.received.length === 2)
  expect(api.received[1]).toMatchObject({ event_type: 0, errcode: 3 })
})

test('a stream without sound can be played', async () => {
  await push({ audio: false })
  expect(await probeCodecs(flvUrl(sandbox, 'show'))).toEqual(['h264'])
})

test('a stream without picture can be played', async () => {
  await push({ video: false })
  expect(await probeCodecs(flvUrl(sandbox, 'show'))).toEqual(['aac'])
})

describe('the end of an ffmpeg push is reported', () => {
  test('with errcode 1 when it is told to quit', async () => {
    const { child, finished } = await push()
    child.stdin?.write('q')
    await finished
    await until('the end arrived', () => api.received.length === 2)
    expect(api.received[1]).toMatchObject({ event_type: 0, errcode: 1 })
  })

  test('at once when it is killed', async () => {
    const { child } = await push()
    const before = Date.now()
    child.kill('SIGKILL')
    await until('the end arrived', () => api.received.length === 2)
    expect(Date.now() - before).toBeLessThan(2_000)
    expect([3, 4]).toContain(api.received[1]?.errcode)
  })
})

test('dropping the stream ends ffmpeg', async () => {
  const { finished } = await push()
  sandbox.drop('show')
  expect((await finished).errors).toMatch(/Broken pipe|reset|End of file|I\/O/i)
})

test('ffmpeg prints why its push was refused', async () => {
  const wrong = pushWithFfmpeg(`${sandbox.addresses.rtmp}/live/show?${signedQuery(KEYS.play, 'show')}`)
  running.push(wrong)
  const { code, errors } = await wrong.finished
  expect(code).not.toBe(0)
  expect(errors).toContain('Server error: txSecret does not fit this stream name and txTime')
})
