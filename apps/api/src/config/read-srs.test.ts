import { describe, expect, test } from 'vitest'
import { PRIVATE_SOURCES } from '../provider/srs/hook-sources.ts'
import { testKeys } from '../testing/test-keys.ts'
import { ConfigError } from './config-error.ts'
import { readConfig } from './read-config.ts'

const REQUIRED = {
  KAIBO_PROVIDER: 'srs',
  KAIBO_WECHAT_APPID: 'wx0123456789abcdef',
  KAIBO_PUSH_KEY: testKeys.pushKey,
  KAIBO_PLAY_KEY: testKeys.playKey,
  KAIBO_TOKEN_KEY: testKeys.tokenKey,
  KAIBO_WECHAT_SECRET: testKeys.wechatSecret,
  KAIBO_SRS_HOOK_PATH: testKeys.srsHookPath,
  KAIBO_SRS_API_PASSWORD: testKeys.srsApiPassword,
  KAIBO_PUSH_RTMP_BASE_URL: 'rtmp://media.example.test/live',
  KAIBO_PLAY_FLV_BASE_URL: 'https://media.example.test/live',
  KAIBO_PLAY_RTMP_BASE_URL: 'rtmp://media.example.test/live',
  KAIBO_PLAY_HLS_BASE_URL: 'https://media.example.test/live',
}
const read = (changes: NodeJS.ProcessEnv = {}) => readConfig({ ...REQUIRED, ...changes })

function problemsOf(changes: NodeJS.ProcessEnv): readonly string[] {
  try {
    read(changes)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems
  }
}

describe('an SRS', () => {
  test('needs its own secrets and none of Tencent’s; the rest is for one beside the API', () => {
    const { config, secrets } = read()
    expect(config.provider).toBe('srs')
    expect(config.srs).toEqual({
      pushRtmpBaseUrl: 'rtmp://media.example.test/live',
      playFlvBaseUrl: 'https://media.example.test/live',
      playRtmpBaseUrl: 'rtmp://media.example.test/live',
      playHlsBaseUrl: 'https://media.example.test/live',
      apiBaseUrl: 'http://127.0.0.1:1985',
      apiUser: 'kaibo',
      hookSources: PRIVATE_SOURCES,
    })
    expect(secrets).toMatchObject({
      srsHookPath: testKeys.srsHookPath,
      srsApiPassword: testKeys.srsApiPassword,
      callbackKey: '',
      cloudSecretKey: '',
    })
  })

  test('may be elsewhere', () => {
    const { config } = read({
      KAIBO_SRS_API_BASE_URL: 'https://srs.example.test:1990/',
      KAIBO_SRS_API_USER: 'operator',
      KAIBO_SRS_HOOK_SOURCES: '203.0.113.9, 2001:db8::/32',
    })
    expect(config.srs).toMatchObject({
      apiBaseUrl: 'https://srs.example.test:1990',
      apiUser: 'operator',
      hookSources: ['203.0.113.9', '2001:db8::/32'],
    })
  })

  test.each(['KAIBO_SRS_HOOK_PATH', 'KAIBO_SRS_API_PASSWORD'])('is not used without %s', (name) => {
    expect(problemsOf({ [name]: '' })).toEqual([expect.stringMatching(new RegExp(`^${name} is missing`))])
    expect(problemsOf({ [name]: 'short' })).toEqual([expect.stringContaining(`${name} is too short`)])
  })

  test('has secrets of its own, also beside Tencent’s', () => {
    const shared = 'one-value-for-two-purposes-0123456789abcdef'
    expect(problemsOf({ KAIBO_SRS_HOOK_PATH: shared, KAIBO_CALLBACK_PATH: shared })).toEqual([
      'KAIBO_CALLBACK_PATH and KAIBO_SRS_HOOK_PATH are equal: each needs a value of its own.',
    ])
  })

  test.each(['a/b', 'a?b', 'a b', 'a%2fb', '回调'])('is not called back at the word %s', (word) => {
    expect(problemsOf({ KAIBO_SRS_HOOK_PATH: word.padEnd(40, 'x') })).toEqual([
      expect.stringContaining('KAIBO_SRS_HOOK_PATH holds other characters'),
    ])
  })
})

describe('SRS’s HTTP API', () => {
  test.each([
    'http://127.0.0.1:1985',
    'http://localhost:1985',
    'http://[::1]:1985',
    'http://10.1.2.3:1985',
    'http://172.31.0.1:1985',
    'http://192.168.0.9:1985',
    'http://srs:1985',
    'http://srs-1:1985',
    'http://srs.media.internal:1985',
    'https://srs.example.test',
  ])('is called at %s', (value) => {
    expect(problemsOf({ KAIBO_SRS_API_BASE_URL: value })).toEqual([])
  })

  test.each([
    'http://srs.example.test:1985',
    'http://203.0.113.9:1985',
    'http://172.32.0.1:1985',
    'http://0x7f000001.example:1985',
    'http://10.0.0.1.example.test:1985',
    'http://internal.example.test:1985',
    'http://2130706433.internal.example.test',
  ])('is not asked with a password in the clear at %s', (value) => {
    expect(problemsOf({ KAIBO_SRS_API_BASE_URL: value })).toEqual([
      expect.stringContaining('outside of the private network'),
    ])
  })

  test('has no path in its address', () => {
    expect(problemsOf({ KAIBO_SRS_API_BASE_URL: 'http://srs:1985/api/v1' })).toEqual([
      expect.stringContaining('has a path'),
    ])
  })

  test.each(['a b', 'a:b', '', 'ä'])('takes no user %j that could not stand in a header', (user) => {
    const expected = user === '' ? [] : [expect.stringContaining('KAIBO_SRS_API_USER holds other')]
    expect(problemsOf({ KAIBO_SRS_API_USER: user })).toEqual(expected)
  })
})

test.each(['srs', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.1,', '10.0.0.1;10.0.0.2'])(
  'hooks from %j would come from nowhere or everywhere',
  (value) => {
    expect(problemsOf({ KAIBO_SRS_HOOK_SOURCES: value })).toEqual([
      expect.stringContaining('KAIBO_SRS_HOOK_SOURCES is not a list of addresses and networks'),
    ])
  },
)

test('a provider that nobody knows is a problem that lists the known ones', () => {
  expect(problemsOf({ KAIBO_PROVIDER: 'nginx' }).join()).toContain('tencent-css, srs')
})
