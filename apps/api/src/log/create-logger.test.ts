import type { Logger } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { testKeys } from '../testing/test-keys.ts'
import { createLogger } from './create-logger.ts'
import { knownSecrets } from './known-secrets.ts'

/** A key with what JSON, URLs and regular expressions would write in another way. */
const AWKWARD = 'k"ey\\with/=+(odd)|$&characters'
const PASSWORD = 'database-p@ssword'
const store = {
  kind: 'postgres',
  url: `postgres://kaibo:${encodeURIComponent(PASSWORD)}@db.example.test/kaibo`,
} as const
const secrets = { ...testKeys, pushBackupKey: AWKWARD }
/** What belongs to one person or one request, and is no key of the installation. */
const PERSONAL = {
  bearer: 'Bearer AAAAcanaryAAAAcanaryAAAAcanaryAAAAcanaryAAA',
  push: 'rtmp://push.example.test/live/0123z?txSecret=0123canary4567&txTime=6A0B0000&kaibo=issue_x.canarymac',
  wechat: 'https://api.weixin.qq.com/sns/jscode2session?appid=wx1&secret=canary&js_code=canarycode',
  token: 'https://api.weixin.qq.com/wxa/msg_sec_check?access_token=canary-token_1',
  cloud:
    'TC3-HMAC-SHA256 Credential=AKIDcanary/2026-11-25/live/tc3_request, SignedHeaders=host, Signature=canaryhex',
  database: 'postgres://kaibo:canary@db.example.test/kaibo',
}
const canaries = [...knownSecrets({ store }, secrets), ...Object.values(PERSONAL)]

let lines: string[]
let logger: Logger
beforeEach(() => {
  lines = []
  logger = createLogger({
    level: 'trace',
    secrets: knownSecrets({ store }, secrets),
    destination: { write: (line) => void lines.push(line) },
  })
})

const failure = (text: string) =>
  Object.assign(new Error(text, { cause: new Error(text) }), { code: text, detail: text, url: text })

/** Every way by which a text can get into a line. */
const WAYS: [string, (text: string) => void][] = [
  ['the message', (text) => logger.info(text)],
  ['a message around it', (text) => logger.info(`before ${text} after`)],
  ['a value for the message', (text) => logger.info('called %s', text)],
  ['an object for the message', (text) => logger.info('called %j', { text })],
  ['a known field', (text) => logger.warn({ why: text }, 'words')],
  ['an unknown field', (text) => logger.warn({ token: text }, 'words')],
  ['the name of a field', (text) => logger.warn({ [text]: 1 }, 'words')],
  ['a nested field', (text) => logger.warn({ kind: { deep: { text } } }, 'words')],
  ['a list', (text) => logger.warn({ why: [text] }, 'words')],
  ['an error as field', (text) => logger.error({ err: failure(text) }, 'words')],
  ['an error alone', (text) => logger.error(failure(text))],
  ['an error of errors', (text) => logger.error({ err: new AggregateError([failure(text)], text) }, 'words')],
  ['a child’s own fields', (text) => logger.child({ requestId: text, secret: text }).info('words')],
]

describe('no secret gets into the log', () => {
  test.each(WAYS)('by %s', (_, log) => {
    for (const canary of canaries) log(canary)
    const text = lines.join('')
    expect(lines).toHaveLength(canaries.length)
    for (const secret of knownSecrets({ store }, secrets)) {
      for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
        expect(text).not.toContain(spelling)
    }
    expect(text).not.toMatch(/canary/)
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
  })
})

describe('what nobody could recognise as a secret', () => {
  const OPENID = 'oAnybodys0penid'

  test('is left out with the field that nobody listed', () => {
    logger.warn({ reader: OPENID, roomId: 'room_1' }, 'words')
    expect(JSON.parse(lines.join(''))).toMatchObject({ roomId: 'room_1', withheld: ['reader'] })
    expect(lines.join('')).not.toContain(OPENID)
  })

  test('is left out with what hangs on an error besides its brief', () => {
    const err = Object.assign(new Error('duplicate key', { cause: OPENID }), {
      detail: `Key (openid)=(${OPENID}) already exists.`,
      request: { body: OPENID },
    })
    logger.error({ err }, 'words')
    logger.error(err)
    expect(lines).toHaveLength(2)
    expect(lines.join('')).not.toContain(OPENID)
  })
})

describe('what is no secret', () => {
  test('stands in the log as it was given', () => {
    logger.info(
      { roomId: 'room_1', ms: 12 },
      'the push URL of a room: rtmp://push.example.test/live/x?txTime=6A0B0000',
    )
    expect(JSON.parse(lines.join(''))).toMatchObject({
      level: 30,
      roomId: 'room_1',
      ms: 12,
      msg: 'the push URL of a room: rtmp://push.example.test/live/x?txTime=6A0B0000',
    })
  })

  test('of an error is its name, code, message and stack', () => {
    logger.error({ err: Object.assign(new TypeError('it broke'), { code: 'E1' }) }, 'words')
    expect(JSON.parse(lines.join('')).err).toEqual({
      type: 'TypeError',
      code: 'E1',
      message: 'it broke',
      stack: expect.stringContaining('create-logger.test.ts'),
    })
  })

  test('is not taken for one because a password is short', () => {
    const url = 'postgres://kaibo:pw@db.example.test/kaibo'
    expect(knownSecrets({ store: { kind: 'postgres', url } }, testKeys)).not.toContain('pw')
  })
})
