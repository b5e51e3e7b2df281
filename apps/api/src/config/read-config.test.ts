import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PRIVATE_SOURCES } from '../provider/srs/hook-sources.ts'
import { tc3DocumentKey } from '../provider/tencent-css/cloud-api/testing/tc3-vectors.ts'
import { huaweiVector, tencentVectors } from '../provider/tencent-css/testing/tencent-signing-vectors.ts'
import { testKeys } from '../testing/test-keys.ts'
import { ConfigError, DEFAULT_RHYTHM, readConfig } from './index.ts'

const SECRETS = {
  KAIBO_PUSH_KEY: testKeys.pushKey,
  KAIBO_PLAY_KEY: testKeys.playKey,
  KAIBO_CALLBACK_KEY: testKeys.callbackKey,
  KAIBO_CALLBACK_PATH: testKeys.callbackPath,
  KAIBO_TOKEN_KEY: testKeys.tokenKey,
  KAIBO_WECHAT_SECRET: testKeys.wechatSecret,
  KAIBO_CLOUD_SECRET_ID: testKeys.cloudSecretId,
  KAIBO_CLOUD_SECRET_KEY: testKeys.cloudSecretKey,
}
const BASE_URLS = {
  KAIBO_PUSH_RTMP_BASE_URL: 'rtmp://push.example.test/live',
  KAIBO_PLAY_FLV_BASE_URL: 'https://play.example.test/live',
  KAIBO_PLAY_RTMP_BASE_URL: 'rtmp://play.example.test/live',
  KAIBO_PLAY_HLS_BASE_URL: 'https://play.example.test/live',
}
const MEDIA_URLS = {
  pushRtmpBaseUrl: BASE_URLS.KAIBO_PUSH_RTMP_BASE_URL,
  playFlvBaseUrl: BASE_URLS.KAIBO_PLAY_FLV_BASE_URL,
  playRtmpBaseUrl: BASE_URLS.KAIBO_PLAY_RTMP_BASE_URL,
  playHlsBaseUrl: BASE_URLS.KAIBO_PLAY_HLS_BASE_URL,
}
const REQUIRED = { KAIBO_WECHAT_APPID: 'wx0123456789abcdef', ...SECRETS, ...BASE_URLS }
const OPTIONAL_SECRETS = ['KAIBO_PUSH_BACKUP_KEY', 'KAIBO_PLAY_BACKUP_KEY']

const read = (changes: NodeJS.ProcessEnv = {}) => readConfig({ ...REQUIRED, ...changes })

function problemsOf(changes: NodeJS.ProcessEnv): readonly string[] {
  try {
    read(changes)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    expect(error.message).toBe(error.problems.join('\n'))
    return error.problems
  }
}

describe('a valid environment', () => {
  test('with only what is required gives the defaults', () => {
    expect(read()).toEqual({
      config: {
        host: '127.0.0.1',
        port: 7100,
        logLevel: 'info',
        drainMs: 0,
        store: { kind: 'embedded', folder: resolve('.kaibo/data') },
        wechat: {
          appId: 'wx0123456789abcdef',
          baseUrl: 'https://api.weixin.qq.com',
          envVersion: 'release',
          roomPage: 'pages/player/player',
        },
        contentCheck: 'strict',
        imageHosts: [],
        provider: 'tencent-css',
        tencentCss: MEDIA_URLS,
        tencentCloud: { baseUrl: 'https://live.tencentcloudapi.com' },
        srs: {
          ...MEDIA_URLS,
          apiBaseUrl: 'http://127.0.0.1:1985',
          apiUser: 'kaibo',
          hookSources: PRIVATE_SOURCES,
        },
        validity: {
          sessionSeconds: 604_800,
          sessionIdleSeconds: 259_200,
          pushUrlSeconds: 86_400,
          playUrlSeconds: 600,
          hlsUrlSeconds: 43_200,
        },
        rhythm: DEFAULT_RHYTHM,
        broadcastPolicy: 'open',
        limits: {
          loginCallsPerMinute: 60,
          roomsPerMinute: 20,
          pushUrlsPerMinute: 30,
          textChangesPerMinute: 20,
        },
        trustedProxies: 0,
      },
      secrets: { ...testKeys, srsHookPath: '', srsApiPassword: '' },
    })
  })

  test('with everything set gives exactly that, spaces and trailing slashes cut', () => {
    const { config, secrets } = read({
      KAIBO_HOST: ' 0.0.0.0 ',
      KAIBO_PUBLIC_BASE_URL: 'https://api.example.test/',
      KAIBO_PORT: '0',
      KAIBO_LOG_LEVEL: 'silent',
      DATABASE_URL: 'postgres://kaibo:pw@db.example.test/kaibo',
      KAIBO_DATA_DIR: '/ignored',
      KAIBO_WECHAT_BASE_URL: 'http://127.0.0.1:9/',
      KAIBO_PUSH_RTMP_BASE_URL: 'rtmp://127.0.0.1:1935/show-1/',
      KAIBO_CLOUD_BASE_URL: 'http://127.0.0.1:9/',
      KAIBO_SESSION_SECONDS: '60',
      KAIBO_PUSH_URL_SECONDS: '43200',
      KAIBO_PLAY_URL_SECONDS: '60',
      KAIBO_HLS_URL_SECONDS: '600',
      KAIBO_PUSH_BACKUP_KEY: 'unit-push-backup-key',
      KAIBO_PLAY_BACKUP_KEY: 'unit-play-backup-key',
    })
    expect(config).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      publicBaseUrl: 'https://api.example.test',
      logLevel: 'silent',
      store: { kind: 'postgres', url: 'postgres://kaibo:pw@db.example.test/kaibo' },
      wechat: { baseUrl: 'http://127.0.0.1:9' },
      tencentCss: { pushRtmpBaseUrl: 'rtmp://127.0.0.1:1935/show-1' },
      tencentCloud: { baseUrl: 'http://127.0.0.1:9' },
      validity: { sessionSeconds: 60, pushUrlSeconds: 43_200, playUrlSeconds: 60, hlsUrlSeconds: 600 },
    })
    expect(secrets).toMatchObject({
      pushBackupKey: 'unit-push-backup-key',
      playBackupKey: 'unit-play-backup-key',
    })
  })

  test('an empty optional variable counts as left out', () => {
    const names = [
      'KAIBO_PORT',
      'KAIBO_PUBLIC_BASE_URL',
      'DATABASE_URL',
      'KAIBO_WECHAT_BASE_URL',
      'KAIBO_CLOUD_BASE_URL',
      'KAIBO_PUSH_BACKUP_KEY',
    ]
    for (const blank of ['', ' ']) {
      expect(read(Object.fromEntries(names.map((name) => [name, blank])))).toEqual(read())
    }
  })
})

describe('what is required', () => {
  test.each(Object.keys(REQUIRED))('%s missing, empty or blank is one problem that names it', (name) => {
    for (const value of [undefined, '', '   ', '\t\n']) {
      expect(problemsOf({ [name]: value })).toEqual([
        expect.stringMatching(new RegExp(`^${name} is missing: set it to .+\\.$`)),
      ])
    }
  })

  test('several problems are all told at once', () => {
    const problems = problemsOf({
      KAIBO_WECHAT_APPID: '',
      KAIBO_PORT: 'x',
      KAIBO_LOG_LEVEL: 'loud',
      KAIBO_PLAY_KEY: 'short',
      KAIBO_CALLBACK_KEY: testKeys.tokenKey,
      KAIBO_PLAY_FLV_BASE_URL: 'ftp://x',
    })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'KAIBO_PORT',
      'KAIBO_LOG_LEVEL',
      'KAIBO_WECHAT_APPID',
      'KAIBO_PLAY_FLV_BASE_URL',
      'KAIBO_PLAY_KEY',
      'KAIBO_CALLBACK_KEY',
    ])
  })

  test('an empty environment names every required variable', () => {
    expect(() => readConfig({})).toThrow(ConfigError)
    const text = problemsOf(Object.fromEntries(Object.keys(REQUIRED).map((name) => [name, undefined]))).join(
      '\n',
    )
    for (const name of Object.keys(REQUIRED)) expect(text).toContain(`${name} is missing`)
  })
})

describe('secrets', () => {
  const names = [...Object.keys(SECRETS), ...OPTIONAL_SECRETS]
  const pairs = names.flatMap((first, index) =>
    names.slice(index + 1).map((second) => [first, second] as const),
  )
  const shared = 'one-value-for-two-purposes-0123456789abcdef'

  test.each(pairs)('%s and %s must differ', (first, second) => {
    const problems = problemsOf({ [first]: shared, [second]: shared })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/ are equal: each needs a value of its own\.$/)
    expect(problems[0]).toContain(first)
    expect(problems[0]).toContain(second)
  })

  test.each(names)('%s one character too short is refused, and the least length accepted', (name) => {
    const least = /CALLBACK|TOKEN/.test(name) ? 32 : 16
    expect(problemsOf({ [name]: 'k'.repeat(least - 1) })).toEqual([
      expect.stringContaining(`${name} is too short (${least - 1} characters)`),
    ])
    expect(problemsOf({ [name]: 'k'.repeat(least) })).toEqual([])
  })

  const published = [
    ...[...tencentVectors, huaweiVector].map(({ key }) => key),
    tc3DocumentKey.secretId,
    tc3DocumentKey.secretKey,
  ]
  test.each(names)('%s from a public document is refused', (name) => {
    for (const key of published) expect(problemsOf({ [name]: key })).not.toEqual([])
  })

  test.each(['a/b', 'a?b', 'a b', 'a%2fb', '回调', 'a#b'])(
    'the callback path refuses the word %s',
    (word) => {
      expect(problemsOf({ KAIBO_CALLBACK_PATH: word.padEnd(40, 'x') })).toEqual([
        expect.stringContaining('KAIBO_CALLBACK_PATH holds other characters'),
      ])
    },
  )

  test.each(['a/b', 'a,b', 'a b', 'a\nb', '密钥', 'a=b'])(
    'the cloud key is not named by %j, which could not stand in a header',
    (word) => {
      expect(problemsOf({ KAIBO_CLOUD_SECRET_ID: word.padEnd(40, 'x') })).toEqual([
        expect.stringContaining('KAIBO_CLOUD_SECRET_ID holds other characters'),
      ])
    },
  )

  test.each(['KAIBO_CLOUD_SECRET_ID', 'KAIBO_CLOUD_SECRET_KEY'])(
    '%s missing says where to get it',
    (name) => {
      expect(problemsOf({ [name]: undefined })).toEqual([
        expect.stringContaining('console.cloud.tencent.com/cam/capi'),
      ])
    },
  )

  test('no value of a secret ever stands in a problem', () => {
    const values = { short: 'tiny-secret-9', equal: 'one-value-for-two-purposes-0123456789abcdef' }
    const database = 'mysql://kaibo:database-password@db/kaibo'
    const text = [
      ...names.flatMap((name) => problemsOf({ [name]: values.short, DATABASE_URL: database })),
      ...pairs.flatMap(([first, second]) => problemsOf({ [first]: values.equal, [second]: values.equal })),
      ...names.flatMap((name) => published.flatMap((key) => problemsOf({ [name]: key }))),
      ...problemsOf({ KAIBO_CALLBACK_PATH: `${values.equal}/` }),
      ...problemsOf({ KAIBO_CLOUD_SECRET_ID: `${values.equal}/` }),
    ].join('\n')
    for (const value of [
      ...Object.values(values),
      'database-password',
      ...published,
      ...Object.values(testKeys),
    ]) {
      expect(text).not.toContain(value)
    }
  })
})
