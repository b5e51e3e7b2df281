import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../storage/store-error.ts'
import { imageEvent, PUSH_NOW_MS, plainIdentity, signedPush } from './testing/signed-push.ts'
import { WechatPushManager } from './wechat-push-manager.ts'

const PATH = 'unit-push-path-0123456789abcdef0123'

let heard: string[]
let logLines: string[]
let hear: () => Promise<string>
let pushes: WechatPushManager
beforeEach(() => {
  heard = []
  logLines = []
  hear = async () => 'approved'
  pushes = new WechatPushManager({
    callbackPath: PATH,
    identity: plainIdentity,
    hearImageVerdict: async (traceId, verdict) => {
      heard.push(`${traceId} ${verdict}`)
      return hear()
    },
    clock: () => PUSH_NOW_MS,
    logger: pino({ base: null }, { write: (line: string) => void logLines.push(line) }),
  })
})

const { query: signed } = signedPush('')

test('the console’s question is answered with its word, and only to who signs it at the right address', async () => {
  expect(await pushes.verify(PATH, { ...signed, echostr: 'word-1' })).toBe('word-1')
  await expect(pushes.verify('x', { ...signed, echostr: 'word-1' })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(pushes.verify(PATH, { ...signed, signature: 'x', echostr: 'w' })).rejects.toMatchObject({
    code: 'callback_rejected',
  })
})

describe('a push', () => {
  test('is handed on, and taken again when it comes again', async () => {
    for (let index = 0; index < 3; index += 1) await pushes.receive(PATH, signedPush(imageEvent()))
    expect(heard).toEqual(Array(3).fill('60f96f1d-3845297a-1976a3ae pass'))
  })

  test('at another address, or forged, reaches nobody', async () => {
    await expect(pushes.receive('x', signedPush(imageEvent()))).rejects.toMatchObject({ code: 'not_found' })
    const forged = signedPush(imageEvent(), { ...plainIdentity, token: 'AnotherToken0123456' })
    await expect(pushes.receive(PATH, forged)).rejects.toMatchObject({ code: 'callback_rejected' })
    expect(heard).toEqual([])
  })

  test('that nobody waits for is taken', async () => {
    await pushes.receive(PATH, signedPush({ MsgType: 'event', Event: 'user_enter_tempsession' }))
    expect(heard).toEqual([])
  })

  test('that cannot be read is taken, since it would only come again, and a person is told', async () => {
    await pushes.receive(PATH, signedPush('<xml></xml>'))
    expect(logLines).toHaveLength(1)
    expect(JSON.parse(logLines[0] ?? '')).toMatchObject({ level: 50, why: expect.stringContaining('JSON') })
  })

  test('is not taken while the store is away: WeChat sends it again', async () => {
    hear = async () => {
      throw new StoreUnavailableError('away')
    }
    await expect(pushes.receive(PATH, signedPush(imageEvent()))).rejects.toThrow(StoreUnavailableError)
  })
})
