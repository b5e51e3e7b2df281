import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { CallbackReceiver } from '../testing/callback-receiver.ts'
import { publish, TRANSPORTS, tryToPublish } from '../testing/publishers.ts'
import { startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

// The test's URLs expire within the hour.
const HOUR_MS = 3600 * 1000

let sandbox: Sandbox
let api: CallbackReceiver
let aheadMs: number

beforeEach(async () => {
  aheadMs = 0
  api = await CallbackReceiver.start()
  sandbox = await startTestSandbox({ callbackUrl: api.url, clock: () => Date.now() + aheadMs })
})
afterEach(async () => {
  await sandbox.stop()
  await api.stop()
})

test.each(TRANSPORTS)(
  'a running push over %s outlives its URL, with which none can begin',
  async (transport) => {
    const publisher = await publish(transport, sandbox, 'show')
    aheadMs = HOUR_MS + 1000
    publisher.picture(40)
    expect(await tryToPublish(transport, sandbox, 'other')).toBeNull()
    expect([sandbox.list().length, publisher.closed]).toEqual([1, false])
  },
)

test.each(TRANSPORTS)(
  'where that is asked for, one over %s is cut when its URL expires',
  async (transport) => {
    sandbox.faults.set({ pushes: { cutAtExpiry: true } })
    const publisher = await publish(transport, sandbox, 'show')
    aheadMs = HOUR_MS - 60_000
    publisher.picture(40)
    aheadMs = HOUR_MS
    await until('it is cut', () => {
      if (!publisher.closed) publisher.picture(80)
      return publisher.closed
    })
    await until('its end arrived', () => api.received.length === 2)
    expect(api.received[1]).toMatchObject({ event_type: 0, errcode: 18, sub_errcode: 501 })
  },
)
