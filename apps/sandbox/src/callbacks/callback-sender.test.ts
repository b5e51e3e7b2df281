import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallbackFaults } from '../control/faults.ts'
import { silentLogger } from '../logger.ts'
import { CallbackReceiver, md5 } from '../testing/callback-receiver.ts'
import { until } from '../testing/until.ts'
import { type CallbackEvent, endEvent, startEvent } from './callback-event.ts'
import { CallbackSender, type RetryRule } from './callback-sender.ts'

const KEY = 'callback-key'
const REORDER_MS = 300
const IDENTITY = { appId: 1, pushDomain: 'push.example.test', node: '127.0.0.1' }

let api: CallbackReceiver
let sender: CallbackSender
let faults: CallbackFaults
let lost: boolean
let nowMs: number

beforeEach(async () => {
  api = await CallbackReceiver.start()
  faults = {}
  lost = false
  nowMs = 1_700_000_000_500
  sender = createSender()
})

afterEach(async () => {
  await sender.stop(0)
  await api.stop()
})

function createSender(retry: Partial<RetryRule> = {}): CallbackSender {
  const created = new CallbackSender({
    callbackKey: KEY,
    retry: { timeoutMs: 300, intervalMs: 20, times: 3, renewT: false, ...retry },
    faults: () => faults,
    loses: () => lost,
    reorderMs: REORDER_MS,
    clock: () => nowMs,
    logger: silentLogger,
  })
  created.setUrl(new URL(api.url))
  return created
}

const push = (streamName: string, sequence = '1700000000000000001') => ({
  sequence,
  appName: 'live',
  streamName,
  query: 'room=7&txSecret=0123456789abcdef0123456789abcdef&txTime=6553f100&token=secret',
  userIp: '127.0.0.1',
  startedAtMs: 1_700_000_000_000,
  width: 640,
  height: 360,
})

const start = (name: string): CallbackEvent => startEvent(IDENTITY, push(name), nowMs)
const end = (name: string): CallbackEvent =>
  endEvent(IDENTITY, push(name), { reason: { errcode: 1, errmsg: 'recv rtmp deleteStream' }, nowMs })

const outcomes = () => sender.deliveries().map(({ outcome }) => outcome)

test('a callback carries every field that Tencent documents', async () => {
  sender.send(start('show'))
  sender.send(end('show'))
  await until('both arrived', () => api.received.length === 2)
  const common = {
    app: 'push.example.test',
    appid: 1,
    appname: 'live',
    stream_id: 'show',
    channel_id: 'show',
    event_time: 1_700_000_000,
    sequence: '1700000000000000001',
    node: '127.0.0.1',
    user_ip: '127.0.0.1',
    stream_param: push('show').query,
    set_id: 2,
    width: 640,
    height: 360,
    t: 1_700_000_600,
    sign: md5(`${KEY}1700000600`),
  }
  expect(api.received[0]).toEqual({ ...common, event_type: 1, errcode: 0, errmsg: 'ok' })
  const ending = { event_type: 0, errcode: 1, errmsg: 'recv rtmp deleteStream', push_duration: '500' }
  expect(api.received[1]).toEqual({ ...common, ...ending })
})

describe('order', () => {
  test('an end never overtakes its start on the first try, however slow the start is', async () => {
    api.answer = (response, { event_type }) => {
      setTimeout(() => response.end(), event_type === 1 ? 100 : 0)
    }
    sender.send(start('show'))
    sender.send(end('show'))
    await until('the start arrived', () => api.received.length === 1)
    expect(outcomes()).toEqual(['pending', 'pending'])
    await until('both are delivered', () => outcomes().every((outcome) => outcome === 'delivered'))
    expect(api.order).toEqual(['1 show', '0 show'])
  })

  test('a slow stream does not hold up another', async () => {
    api.answer = (response, { stream_id }) => {
      if (stream_id === 'quick') response.end()
    }
    sender.send(start('slow'))
    sender.send(start('quick'))
    await until('the quick one is delivered', () => outcomes()[1] === 'delivered')
    expect(outcomes()[0]).toBe('pending')
  })

  test('retries of a start do not hold up the end', async () => {
    api.answer = (response, { event_type }) => {
      response.statusCode = event_type === 1 && api.received.length < 4 ? 503 : 200
      response.end()
    }
    sender.send(start('show'))
    sender.send(end('show'))
    await until('both are delivered', () => outcomes().every((outcome) => outcome === 'delivered'))
    expect(api.order.slice(0, 3)).toEqual(['1 show', '0 show', '1 show'])
  })
})

describe('retries', () => {
  test.each([201, 204, 299, 302, 400, 403, 500, 503])(
    'status %i is repeated as often as the rule says',
    async (status) => {
      api.answerWith(status)
      sender.send(start('show'))
      await until('it gave up', () => outcomes()[0] === 'gave-up')
      expect(api.received).toHaveLength(4)
      expect(sender.deliveries()[0]?.attempts.map((attempt) => attempt.status)).toEqual([
        status,
        status,
        status,
        status,
      ])
    },
  )

  test('status 200 is never repeated', async () => {
    sender.send(start('show'))
    await until('it is delivered', () => outcomes()[0] === 'delivered')
    sender.send(start('other'))
    await until('another one is delivered', () => outcomes()[1] === 'delivered')
    expect(api.received).toHaveLength(2)
  })

  test('repeating ends with the first 200', async () => {
    api.answer = (response) => {
      response.statusCode = api.received.length < 3 ? 500 : 200
      response.end()
    }
    sender.send(start('show'))
    await until('it is delivered', () => outcomes()[0] === 'delivered')
    expect(api.received).toHaveLength(3)
  })

  test('no answer in time counts as a failure', async () => {
    sender = createSender({ timeoutMs: 30, times: 1 })
    api.answer = () => {}
    sender.send(start('show'))
    await until('it gave up', () => outcomes()[0] === 'gave-up')
    expect(sender.deliveries()[0]?.attempts.map(({ error }) => error)).toEqual([
      'no answer within 30 ms',
      'no answer within 30 ms',
    ])
  })

  test('a redirect is not followed', async () => {
    api.answer = (response) => {
      response.writeHead(307, { location: '/elsewhere' })
      response.end()
    }
    sender.send(start('show'))
    await until('it gave up', () => outcomes()[0] === 'gave-up')
    expect(sender.deliveries()[0]?.attempts[0]?.status).toBe(307)
    expect(api.received).toHaveLength(4)
  })

  test.each([
    [false, [1_700_000_600, 1_700_000_600]],
    [true, [1_700_000_600, 1_700_000_660]],
  ])('with renewT %s carry t %j', async (renewT, expected) => {
    sender = createSender({ times: 1, renewT })
    api.answer = (response) => {
      nowMs += 60_000
      response.statusCode = 500
      response.end()
    }
    sender.send(start('show'))
    await until('it gave up', () => outcomes()[0] === 'gave-up')
    expect(api.received.map(({ t }) => t)).toEqual(expected)
    for (const { t, sign } of api.received) expect(sign).toBe(md5(`${KEY}${t}`))
  })
})

describe('faults on demand', () => {
  test('an event that is lost is never sent, and says so', async () => {
    lost = true
    sender.send(start('show'))
    lost = false
    sender.send(end('show'))
    await until('the other one is delivered', () => outcomes()[1] === 'delivered')
    expect(outcomes()).toEqual(['dropped', 'delivered'])
    expect(api.order).toEqual(['0 show'])
  })

  test('duplicate delivers every event twice', async () => {
    faults = { duplicate: true }
    sender.send(start('show'))
    await until('two arrived', () => api.received.length === 2)
    expect(api.received[0]).toEqual(api.received[1])
  })

  test('duplicate may say how often more', async () => {
    faults = { duplicate: 4 }
    sender.send(start('show'))
    await until('all are delivered', () => outcomes().every((outcome) => outcome === 'delivered'))
    expect(api.received).toHaveLength(5)
    expect(sender.deliveries().map(({ duplicate }) => duplicate)).toEqual([false, true, true, true, true])
  })

  test('reorder lets the next event of the same stream go first, and no other', async () => {
    faults = { reorder: true }
    sender.send(start('show'))
    sender.send(start('other'))
    sender.send(end('show'))
    await until('all arrived', () => api.received.length === 3)
    expect(api.order.filter((event) => event.endsWith('show'))).toEqual(['0 show', '1 show'])
    expect(api.order.at(-1)).toBe('1 other')
  })

  test('reorder keeps an event that nothing overtakes for a moment only', async () => {
    faults = { reorder: true }
    const before = Date.now()
    sender.send(start('show'))
    await until('it is delivered', () => outcomes()[0] === 'delivered')
    expect(Date.now() - before).toBeGreaterThanOrEqual(REORDER_MS - 1)
  })

  test('an event that waits to be overtaken is sent when the sandbox stops', async () => {
    faults = { reorder: true }
    sender.send(end('show'))
    await sender.stop(1_000)
    expect(outcomes()).toEqual(['delivered'])
  })

  test.each([
    [true, false],
    [false, true],
  ])('renewT %s goes before the rule that says %s', async (renewT, usual) => {
    sender = createSender({ times: 1, renewT: usual })
    faults = { renewT }
    api.answer = (response) => {
      nowMs += 60_000
      response.statusCode = 500
      response.end()
    }
    sender.send(start('show'))
    await until('it gave up', () => outcomes()[0] === 'gave-up')
    const [first, second] = api.received.map(({ t }) => t)
    expect((second ?? 0) - (first ?? 0)).toBe(renewT ? 60 : 0)
  })
})

describe('the delivery log', () => {
  test('holds no credential, neither ours nor of the push URL', async () => {
    sender.send(start('show'))
    await until('it is delivered', () => outcomes()[0] === 'delivered')
    const text = JSON.stringify(sender.deliveries())
    expect(sender.deliveries()[0]?.streamParam).toBe('room=***&txSecret=***&txTime=6553f100&token=***')
    for (const secret of [
      '0123456789abcdef',
      'token=secret',
      'secret-path',
      KEY,
      api.received[0]?.sign ?? '',
    ]) {
      expect(text).not.toContain(secret)
    }
  })

  test('keeps the last 200 and counts all', async () => {
    sender.setUrl(null)
    for (let i = 0; i < 250; i += 1) sender.send(start('show'))
    expect(sender.deliveries()).toHaveLength(200)
    expect(sender.deliveries().at(-1)?.number).toBe(250)
    expect(sender.counts()).toMatchObject({ unconfigured: 250, pending: 0 })
  })
})

test('without a callback URL events are counted as unconfigured and lost', async () => {
  sender.setUrl(null)
  sender.send(start('show'))
  sender.setUrl(new URL(api.url))
  sender.send(end('show'))
  await until('the end is delivered', () => outcomes()[1] === 'delivered')
  expect(outcomes()[0]).toBe('unconfigured')
  expect(api.order).toEqual(['0 show'])
})

describe('stop', () => {
  test('waits for first tries, but not for ever', async () => {
    api.answer = () => {}
    sender = createSender({ timeoutMs: 60_000 })
    sender.send(start('show'))
    await until('it arrived', () => api.received.length === 1)
    const before = Date.now()
    await sender.stop(100)
    expect(Date.now() - before).toBeLessThan(2_000)
    expect(outcomes()).toEqual(['cancelled'])
  })

  test('cancels what waits for a retry', async () => {
    api.answerWith(500)
    sender = createSender({ intervalMs: 60_000 })
    sender.send(start('show'))
    await until('it waits', () => outcomes()[0] === 'retrying')
    await sender.stop(0)
    expect(outcomes()).toEqual(['cancelled'])
    expect(api.received).toHaveLength(1)
  })
})
