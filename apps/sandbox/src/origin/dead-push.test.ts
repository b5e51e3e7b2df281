import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { CallbackReceiver, type ReceivedCallback } from '../testing/callback-receiver.ts'
import { callCloud, STREAM } from '../testing/cloud-caller.ts'
import { FlvClient } from '../testing/flv-client.ts'
import { publish, type TestPublisher, TRANSPORTS, tryToPublish } from '../testing/publishers.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import { flvUrl, pushName, rtmpPort, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

const HOLD_MS = 400
const FOR_EVER_MS = 120_000
const IDLE_MS = 300

let sandbox: Sandbox
let api: CallbackReceiver

beforeEach(async () => {
  api = await CallbackReceiver.start()
  sandbox = await startTestSandbox({ callbackUrl: api.url, pushes: { holdDeadMs: FOR_EVER_MS } })
})
afterEach(async () => {
  await sandbox.stop()
  await api.stop()
})

const link = () => sandbox.list()[0]?.link
const state = async () => (await callCloud(sandbox, 'DescribeLiveStreamState', STREAM)).StreamState
const findEnd = (): ReceivedCallback | undefined => api.received.find(({ event_type }) => event_type === 0)

async function endCallback(): Promise<ReceivedCallback | undefined> {
  await until('an end callback', () => findEnd() !== undefined)
  return findEnd()
}

/** How a publisher is gone without a word. */
const DEATHS: [string, (publisher: TestPublisher) => unknown][] = [
  ['the publisher was killed', (publisher) => publisher.destroy()],
  ['its network was cut', () => sandbox.cut('show', 'reset')],
]

describe.each(TRANSPORTS)('a push over %s', (transport) => {
  describe.each(DEATHS)('that is dead because %s', (_why, kill) => {
    test('counts as live for as long as it is held, and ends as a network failure', async () => {
      sandbox.faults.set({ pushes: { holdDeadMs: HOLD_MS } })
      const publisher = await publish(transport, sandbox, 'show')
      const killedAt = Date.now()
      kill(publisher)
      await until('it is dead', () => link() === 'lost' && publisher.closed)
      expect([await state(), sandbox.list().length, findEnd()]).toEqual(['active', 1, undefined])
      expect(await endCallback()).toMatchObject({ errcode: 12 })
      expect(Date.now() - killedAt).toBeGreaterThanOrEqual(HOLD_MS - 1)
      expect([await state(), sandbox.list()]).toEqual(['inactive', []])
    })

    test('keeps its name until it is dropped', async () => {
      const publisher = await publish(transport, sandbox, 'show')
      kill(publisher)
      await until('it is dead', () => link() === 'lost')
      expect(await tryToPublish(transport, sandbox, 'show')).toBeNull()
      await callCloud(sandbox, 'DropLiveStream', STREAM)
      expect(await endCallback()).toMatchObject({ errcode: 21, sub_errcode: 100 })
      await publish(transport, sandbox, 'show')
      expect(link()).toBe('open')
    })
  })

  test('that said it has finished is over at once', async () => {
    const publisher = await publish(transport, sandbox, 'show')
    publisher.finish()
    await until('it is over', () => sandbox.list().length === 0)
    expect((await endCallback())?.errcode).toBeLessThan(4)
  })

  test('whose network is cut, with nothing held, ends at once as a broken connection', async () => {
    sandbox.faults.set({ pushes: { holdDeadMs: 0 } })
    const publisher = await publish(transport, sandbox, 'show')
    expect(sandbox.cut('show', 'reset')).toBe(true)
    expect(sandbox.list()).toEqual([])
    expect(await endCallback()).toMatchObject({ errcode: 4 })
    await until('the publisher notices', () => publisher.closed)
  })

  test('that is frozen keeps its connection, is heard no more, and ends of silence', async () => {
    await sandbox.stop()
    sandbox = await startTestSandbox({ callbackUrl: api.url, idleMs: IDLE_MS })
    const publisher = await publish(transport, sandbox, 'show')
    const viewer = await FlvClient.open(flvUrl(sandbox, 'show'))
    expect(sandbox.cut('show', 'freeze')).toBe(true)
    const frozenAt = Date.now()
    await until('it has ended', () => {
      if (!publisher.closed) publisher.picture(Date.now() - frozenAt, 'unheard')
      return findEnd() !== undefined
    })
    expect(findEnd()).toMatchObject({ errcode: 8 })
    expect(viewer.hasSeen('unheard')).toBe(false)
    await until('both are closed', () => publisher.closed && viewer.closed)
  })

  test('that is frozen is not heard when it says that it has finished', async () => {
    const publisher = await publish(transport, sandbox, 'show')
    sandbox.cut('show', 'freeze')
    publisher.finish()
    await until('the publisher is gone', () => publisher.closed)
    expect([link(), await state()]).toEqual(['frozen', 'active'])
    expect(await tryToPublish(transport, sandbox, 'show')).toBeNull()
  })
})

test('a push that never carried media is not held', async () => {
  const peer = await RtmpPeer.ready(rtmpPort(sandbox))
  peer.publish(pushName('show'))
  await peer.verdict()
  peer.destroy()
  await until('the name is free', async () => (await tryToPublish('RTMP', sandbox, 'show')) !== null)
})

test('viewers of a dead push stay, and newcomers still see its last picture', async () => {
  const publisher = await publish('RTMP', sandbox, 'show')
  const before = await FlvClient.open(flvUrl(sandbox, 'show'))
  publisher.destroy()
  await until('it is dead', () => link() === 'lost')
  const after = await FlvClient.open(flvUrl(sandbox, 'show'))
  await until('the newcomer has the picture', () => after.hasSeen('opening'))
  expect(before.closed).toBe(false)
  sandbox.drop('show')
  await until('both are closed', () => before.closed && after.closed)
})

test('a dead push is ended by forbidding it, too', async () => {
  const publisher = await publish('RTMP', sandbox, 'show')
  publisher.destroy()
  await until('it is dead', () => link() === 'lost')
  await callCloud(sandbox, 'ForbidLiveStream', STREAM)
  expect(await endCallback()).toMatchObject({ errcode: 21, sub_errcode: 101 })
})

test('the sandbox does not wait for dead pushes when it stops', async () => {
  const publisher = await publish('RTMP', sandbox, 'show')
  publisher.destroy()
  await until('it is dead', () => link() === 'lost')
  await sandbox.stop()
  expect(findEnd()).toMatchObject({ errcode: 5 })
})

test('cutting a stream that nobody pushes says so', () => {
  expect([sandbox.cut('nobody', 'reset'), sandbox.cut('nobody', 'freeze')]).toEqual([false, false])
})
