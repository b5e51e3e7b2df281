import { describe, expect, test } from 'vitest'
import { readableConfig } from './readable-config.ts'

const GOOD: NodeJS.ProcessEnv = {
  KAIBO_PUSH_KEY: 'unit-push-key-0123456789abcdef',
  KAIBO_PLAY_KEY: 'unit-play-key-0123456789abcdef',
  KAIBO_CALLBACK_KEY: 'unit-callback-key-0123456789abcdef0123',
  KAIBO_CALLBACK_PATH: 'unit-callback-path-0123456789abcdef01',
  KAIBO_TOKEN_KEY: 'unit-token-key-0123456789abcdef012345',
  KAIBO_WECHAT_APPID: 'wx0123456789abcdef',
  KAIBO_WECHAT_SECRET: 'unit-wechat-secret-0123456789abcdef',
  KAIBO_CLOUD_SECRET_ID: 'unit-cloud-secret-id-0123456789abcdef',
  KAIBO_CLOUD_SECRET_KEY: 'unit-cloud-secret-key-0123456789abcdef',
  KAIBO_PUSH_RTMP_BASE_URL: 'rtmp://push.example.test/live',
  KAIBO_PLAY_FLV_BASE_URL: 'https://play.example.test/live',
  KAIBO_PLAY_RTMP_BASE_URL: 'rtmp://play.example.test/live',
  KAIBO_PLAY_HLS_BASE_URL: 'https://play.example.test/live',
}
const variablesOf = (environment: NodeJS.ProcessEnv) =>
  readableConfig(environment).problems.map(({ variables }) => variables)

test('a good configuration is read as it is', () => {
  const { problems, broken, readable } = readableConfig(GOOD)
  expect([problems, [...broken]]).toEqual([[], []])
  expect(readable?.secrets.pushKey).toBe(GOOD.KAIBO_PUSH_KEY)
})

describe('a broken configuration', () => {
  test.each(Object.keys(GOOD))('without %s can be read but for that', (name) => {
    const { problems, broken, readable } = readableConfig({ ...GOOD, [name]: '' })
    expect(problems.map(({ variables }) => variables)).toEqual([[name]])
    expect([...broken]).toEqual([name])
    expect(readable?.secrets.tokenKey).toBeDefined()
  })

  test('keeps what is good beside what is broken', () => {
    const { readable } = readableConfig({ ...GOOD, KAIBO_PLAY_KEY: 'x', KAIBO_PORT: 'x' })
    expect(readable?.secrets.pushKey).toBe(GOOD.KAIBO_PUSH_KEY)
    expect(readable?.secrets.playKey).not.toBe('x')
    expect(readable?.config.port).toBe(7100)
  })

  test('that uses a key twice has two broken variables and one problem', () => {
    expect(variablesOf({ ...GOOD, KAIBO_PLAY_KEY: GOOD.KAIBO_PUSH_KEY })).toEqual([
      ['KAIBO_PUSH_KEY', 'KAIBO_PLAY_KEY'],
    ])
  })

  test('of which nothing is there is one problem for each required variable, and none is told twice', () => {
    expect(variablesOf({}).flat().sort()).toEqual(Object.keys(GOOD).sort())
  })
})
