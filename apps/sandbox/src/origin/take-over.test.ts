import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { CallbackReceiver } from '../testing/callback-receiver.ts'
import { FlvClient } from '../testing/flv-client.ts'
import { publish, TRANSPORTS, tryToPublish } from '../testing/publishers.ts'
import { flvUrl, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

let sandbox: Sandbox
let api: CallbackReceiver

beforeEach(async () => {
  api = await CallbackReceiver.start()
  const pushes = { duplicate: 'take-over', holdDeadMs: 120_000 } as const
  sandbox = await startTestSandbox({ callbackUrl: api.url, pushes })
})
afterEach(async () => {
  await sandbox.stop()
  await api.stop()
})

const ends = () => api.received.filter(({ event_type }) => event_type === 0)
const starts = () => api.received.filter(({ event_type }) => event_type === 1)

async function newPush(transport: (typeof TRANSPORTS)[number]) {
  const publisher = await tryToPublish(transport, sandbox, 'show')
  await until('both starts arrived', () => starts().length === 2)
  return publisher
}

describe.each(TRANSPORTS)('a second push over %s', (transport) => {
  test.each(TRANSPORTS)('takes over from one over %s, which ends with 21/102', async (old) => {
    const first = await publish(old, sandbox, 'show')
    const second = await newPush(transport)
    expect(second).not.toBeNull()
    await until('the first one is cut', () => first.closed)
    const [before, now] = starts()
    expect(ends()).toMatchObject([{ errcode: 21, sub_errcode: 102, sequence: before?.sequence }])
    expect(sandbox.list()).toMatchObject([{ sequence: now?.sequence, link: 'open' }])
    const viewer = await FlvClient.open(flvUrl(sandbox, 'show'))
    second?.picture(40, 'second')
    await until('viewers see the second one', () => viewer.hasSeen('second'))
  })

  test.each([
    ['dead', 'reset'],
    ['frozen', 'freeze'],
  ] as const)('takes over from one that is %s, which ends with 21/103', async (_what, mode) => {
    await publish(transport, sandbox, 'show')
    sandbox.cut('show', mode)
    await newPush(transport)
    expect(ends()).toMatchObject([{ errcode: 21, sub_errcode: 103, sequence: starts()[0]?.sequence }])
    expect(sandbox.list()).toMatchObject([{ link: 'open' }])
  })
})

test('a refused push takes nothing over', async () => {
  const first = await publish('RTMP', sandbox, 'show')
  sandbox.faults.set({ pushes: { duplicate: 'refuse' } })
  expect(await tryToPublish('RTMP', sandbox, 'show')).toBeNull()
  expect([ends(), first.closed]).toEqual([[], false])
})
