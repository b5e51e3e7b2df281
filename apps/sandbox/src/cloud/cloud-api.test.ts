import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { CallbackReceiver } from '../testing/callback-receiver.ts'
import { type CloudAnswer, callCloud, STREAM } from '../testing/cloud-caller.ts'
import { publish, tryToPublish } from '../testing/publishers.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import { CLOUD, pushName, rtmpPort, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'
import type { CloudActionName } from './cloud-action-name.ts'

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS
const NOW_MS = Math.floor(Date.now() / 1000) * 1000

let sandbox: Sandbox
let api: CallbackReceiver
let nowMs: number

beforeEach(async () => {
  nowMs = NOW_MS
  api = await CallbackReceiver.start()
  sandbox = await startTestSandbox({ callbackUrl: api.url, clock: () => nowMs })
})
afterEach(async () => {
  await sandbox.stop()
  await api.stop()
})

const call = (action: CloudActionName, parameters: object = STREAM): Promise<CloudAnswer> =>
  callCloud(sandbox, action, parameters, { nowMs })
const state = async () => (await call('DescribeLiveStreamState')).StreamState
const iso = (ms: number) => new Date(ms).toISOString().replace('.000', '')
// URLs are signed by the true clock, for an hour.
const mayPush = async () => {
  const publisher = await tryToPublish('RTMP', sandbox, 'show')
  publisher?.finish()
  return publisher !== null
}

async function endCallback() {
  const find = () => api.received.find(({ event_type }) => event_type === 0)
  await until('an end callback', () => find() !== undefined)
  return find()
}

test('a stream is active exactly while its media flows', async () => {
  expect(await state()).toBe('inactive')
  const publisher = await publish('RTMP', sandbox, 'show')
  expect(await state()).toBe('active')
  publisher.finish()
  await until('it is over', () => sandbox.list().length === 0)
  expect(await state()).toBe('inactive')
})

test('a push that has not carried media yet does not make a stream active', async () => {
  const peer = await RtmpPeer.ready(rtmpPort(sandbox))
  peer.publish(pushName('show'))
  expect(await peer.verdict()).toBe('NetStream.Publish.Start')
  expect(await state()).toBe('inactive')
  peer.destroy()
})

test('DropLiveStream ends a push, which may begin again at once', async () => {
  const publisher = await publish('RTMP', sandbox, 'show')
  expect((await call('DropLiveStream')).Error).toBeUndefined()
  expect(await endCallback()).toMatchObject({ errcode: 21, sub_errcode: 100 })
  await until('the publisher is cut', () => publisher.closed)
  expect(await mayPush()).toBe(true)
})

test('dropping, forbidding and resuming succeed whatever the state of the stream', async () => {
  for (const action of [
    'DropLiveStream',
    'ResumeLiveStream',
    'ForbidLiveStream',
    'ForbidLiveStream',
  ] as const) {
    expect(Object.keys(await call(action))).toEqual(['RequestId'])
  }
})

describe('ForbidLiveStream', () => {
  test('cuts the push and refuses every other until ResumeTime, to the second', async () => {
    const publisher = await publish('RTMP', sandbox, 'show')
    const resumesAtMs = nowMs + HOUR_MS / 2
    expect(
      (await call('ForbidLiveStream', { ...STREAM, ResumeTime: iso(resumesAtMs), Reason: '违规' })).Error,
    ).toBe(undefined)
    expect(await endCallback()).toMatchObject({ errcode: 21, sub_errcode: 101 })
    await until('the publisher is cut', () => publisher.closed)
    expect([await state(), await mayPush()]).toEqual(['forbid', false])
    nowMs = resumesAtMs - 1
    expect([await state(), await mayPush()]).toEqual(['forbid', false])
    nowMs = resumesAtMs
    expect([await state(), await mayPush()]).toEqual(['inactive', true])
  })

  test('lasts seven days unless it says otherwise', async () => {
    await call('ForbidLiveStream')
    expect(sandbox.forbidden()).toEqual([{ streamName: 'show', resumesAtMs: NOW_MS + 7 * DAY_MS }])
    nowMs = NOW_MS + 7 * DAY_MS
    expect(sandbox.forbidden()).toEqual([])
  })

  test('is about one stream only, and the last word counts', async () => {
    await call('ForbidLiveStream', { ...STREAM, ResumeTime: iso(nowMs + HOUR_MS) })
    await call('ForbidLiveStream', { ...STREAM, ResumeTime: iso(nowMs + DAY_MS) })
    expect(sandbox.forbidden()).toEqual([{ streamName: 'show', resumesAtMs: nowMs + DAY_MS }])
    expect((await call('DescribeLiveStreamState', { ...STREAM, StreamName: 'other' })).StreamState).toBe(
      'inactive',
    )
  })

  test('is taken back by ResumeLiveStream at once', async () => {
    await call('ForbidLiveStream')
    expect(await mayPush()).toBe(false)
    await call('ResumeLiveStream')
    expect([await state(), await mayPush()]).toEqual(['inactive', true])
  })

  test.each([
    ['the past', -1000],
    ['now', 0],
    ['more than 90 days ahead', 90 * DAY_MS + 1000],
  ])('refuses a ResumeTime of %s, and forbids nothing then', async (_what, afterMs) => {
    const { Error: error } = await call('ForbidLiveStream', { ...STREAM, ResumeTime: iso(nowMs + afterMs) })
    expect(error).toMatchObject({
      Code: 'InvalidParameterValue',
      Message: expect.stringContaining('ResumeTime'),
    })
    expect(sandbox.forbidden()).toEqual([])
  })

  test('takes a ResumeTime of exactly 90 days', async () => {
    const ResumeTime = iso(nowMs + 90 * DAY_MS)
    expect((await call('ForbidLiveStream', { ...STREAM, ResumeTime })).Error).toBeUndefined()
  })
})

describe('a stream of somebody else is refused:', () => {
  test.each([
    ['DomainName', { DomainName: 'push.example.com' }],
    ['AppName', { AppName: 'other' }],
  ])('%s', async (name, change) => {
    for (const action of ['DescribeLiveStreamState', 'DropLiveStream', 'ForbidLiveStream'] as const) {
      const { Error: error } = await call(action, { ...STREAM, ...change })
      expect(error).toMatchObject({ Code: 'InvalidParameterValue', Message: expect.stringContaining(name) })
    }
    expect(sandbox.forbidden()).toEqual([])
  })
})

test('a body that is too large is refused', async () => {
  const { Error: error } = await call('ForbidLiveStream', { ...STREAM, Reason: 'x'.repeat(70_000) })
  expect(error?.Code).toBe('RequestSizeLimitExceeded')
})

test('more calls in a second than an action may have are refused, others are not, and the next second is free', async () => {
  await sandbox.stop()
  const limits = { DescribeLiveStreamState: 2 }
  sandbox = await startTestSandbox({ cloud: { ...CLOUD, limits }, clock: () => nowMs })
  const codes = []
  for (let i = 0; i < 4; i += 1) codes.push((await call('DescribeLiveStreamState')).Error?.Code)
  expect(codes).toEqual([undefined, undefined, 'RequestLimitExceeded', 'RequestLimitExceeded'])
  expect((await call('DropLiveStream')).Error).toBeUndefined()
  nowMs += 1000
  expect((await call('DescribeLiveStreamState')).Error).toBeUndefined()
})

test('calls of strangers use up nothing of the limit', async () => {
  await sandbox.stop()
  const limits = { DropLiveStream: 1 }
  sandbox = await startTestSandbox({ cloud: { ...CLOUD, limits }, clock: () => nowMs })
  for (let i = 0; i < 3; i += 1) await callCloud(sandbox, 'DropLiveStream', STREAM, { nowMs, secretKey: 'x' })
  expect((await call('DropLiveStream')).Error).toBeUndefined()
})

test('calls are counted per action, and those that were refused', async () => {
  await call('DescribeLiveStreamState')
  await call('DescribeLiveStreamState', {})
  await call('DropLiveStream')
  await callCloud(sandbox, 'Nothing', STREAM, { nowMs })
  expect(sandbox.cloudCounts()).toMatchObject({
    DescribeLiveStreamState: { calls: 2, refused: 1, failed: 0 },
    DropLiveStream: { calls: 1, refused: 0, failed: 0 },
    ForbidLiveStream: { calls: 0, refused: 0, failed: 0 },
    ResumeLiveStream: { calls: 0, refused: 0, failed: 0 },
    other: { calls: 1, refused: 1, failed: 0 },
  })
})
