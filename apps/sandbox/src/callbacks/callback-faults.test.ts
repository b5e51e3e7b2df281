import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { CallbackReceiver, md5 } from '../testing/callback-receiver.ts'
import { publish, tryToPublish } from '../testing/publishers.ts'
import { KEYS, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

const NOW_MS = Math.floor(Date.now() / 1000) * 1000

let sandbox: Sandbox
let api: CallbackReceiver

beforeEach(async () => {
  api = await CallbackReceiver.start()
  sandbox = await startTestSandbox({ callbackUrl: api.url, clock: () => NOW_MS, random: () => 0.5 })
})
afterEach(async () => {
  await sandbox.stop()
  await api.stop()
})

async function pushOnce(): Promise<void> {
  const publisher = await publish('WS-FLV', sandbox, 'show')
  publisher.finish()
  await until('it is over', () => sandbox.list().length === 0)
}

const outcomes = () => sandbox.deliveries().map(({ eventType, outcome }) => `${eventType} ${outcome}`)
const settled = () => sandbox.deliveryCounts().pending === 0

test('the next start is lost while its end arrives, and the push after it is whole', async () => {
  sandbox.faults.set({ callbacks: { dropNext: { start: 1 } } })
  await pushOnce()
  await pushOnce()
  await until('all are settled', settled)
  expect(outcomes()).toEqual(['1 dropped', '0 delivered', '1 delivered', '0 delivered'])
})

test('a share is drawn from the injected random', async () => {
  sandbox.faults.set({ callbacks: { dropShare: { start: 0.5, end: 0.51 } } })
  await pushOnce()
  await until('all are settled', settled)
  expect(outcomes()).toEqual(['1 delivered', '0 dropped'])
})

test('an end overtakes its start where events may be overtaken', async () => {
  sandbox.faults.set({ callbacks: { reorder: true } })
  await pushOnce()
  await until('both arrived', () => api.received.length === 2)
  expect(api.order).toEqual(['0 show', '1 show'])
})

test.each([90_000, -90_000])(
  'a clock that is %i ms off shows in event times and signatures',
  async (skewMs) => {
    sandbox.faults.set({ clock: { skewMs } })
    await pushOnce()
    await until('both arrived', () => api.received.length === 2)
    const seconds = (NOW_MS + skewMs) / 1000
    for (const callback of api.received) {
      expect(callback).toMatchObject({ event_time: seconds, t: seconds + 600 })
      expect(callback.sign).toBe(md5(`${KEYS.callback}${callback.t}`))
    }
  },
)

test('a clock that is ahead refuses URLs that have expired by it', async () => {
  sandbox.faults.set({ clock: { skewMs: 2 * 3600 * 1000 } })
  expect(await tryToPublish('RTMP', sandbox, 'show')).toBeNull()
  sandbox.faults.clear()
  expect(await tryToPublish('RTMP', sandbox, 'show')).not.toBeNull()
})
