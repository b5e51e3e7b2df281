import { describe, expect, test } from 'vitest'
import { testKeys } from '../testing/test-keys.ts'
import { Environment } from './environment.ts'
import { readSecrets } from './read-secrets.ts'
import { readContent, readWechat } from './read-wechat.ts'

function read(variables: NodeJS.ProcessEnv) {
  const environment = new Environment({ KAIBO_WECHAT_APPID: 'wx1', ...variables })
  const config = { ...readWechat(environment), ...readContent(environment) }
  return { config, problems: environment.problems }
}

test('with nothing but the AppID, texts are checked strictly, and no messages and no foreign pictures are there', () => {
  expect(read({})).toEqual({
    config: {
      appId: 'wx1',
      baseUrl: 'https://api.weixin.qq.com',
      envVersion: 'release',
      roomPage: 'pages/player/player',
      contentCheck: 'strict',
      imageHosts: [],
    },
    problems: [],
  })
})

describe('a template', () => {
  test('has the usual fields unless others are named', () => {
    expect(read({ KAIBO_WECHAT_START_TEMPLATE_ID: 'abc_-1' }).config.startTemplate).toEqual({
      id: 'abc_-1',
      fields: { title: 'thing1', broadcaster: 'thing2', time: 'time3' },
    })
    const fields = ' title = thing4, time=date2 '
    const named = read({ KAIBO_WECHAT_START_TEMPLATE_ID: 'a', KAIBO_WECHAT_START_TEMPLATE_FIELDS: fields })
    expect(named).toMatchObject({
      problems: [],
      config: { startTemplate: { fields: { title: 'thing4', time: 'date2' } } },
    })
  })

  test.each([
    'title',
    'title=',
    'title=thing',
    'titles=thing1',
    'title=thing1,title=thing2',
    'title=thing1;time=time2',
    ',',
  ])('of the fields %j is a problem with an example', (fields) => {
    const { problems } = read({
      KAIBO_WECHAT_START_TEMPLATE_ID: 'a',
      KAIBO_WECHAT_START_TEMPLATE_FIELDS: fields,
    })
    expect(problems).toEqual([
      expect.stringContaining('KAIBO_WECHAT_START_TEMPLATE_FIELDS cannot be read: write it like'),
    ])
  })

  test.each(['a b', 'a/b', '模板', 'x'.repeat(65)])('of the id %j is a problem', (id) => {
    expect(read({ KAIBO_WECHAT_START_TEMPLATE_ID: id }).problems).toHaveLength(1)
  })
})

describe('hosts of pictures', () => {
  test('are a list', () => {
    const { config, problems } = read({ KAIBO_IMAGE_HOSTS: ' cdn.example.com , img.example.com:8443,' })
    expect([config.imageHosts, problems]).toEqual([['cdn.example.com', 'img.example.com:8443'], []])
  })

  test.each([
    'https://cdn.example.com',
    'CDN.example.com',
    'cdn.example.com/path',
    '*.example.com',
    'a@b.example.com',
    'cdn.example.com:443',
    '2130706433',
    '127.1',
    '0x7f.1',
    '[::1]',
    'cdn example.com',
  ])('are not %j', (host) => {
    expect(read({ KAIBO_IMAGE_HOSTS: host }).problems).toEqual([expect.stringContaining('KAIBO_IMAGE_HOSTS')])
  })
})

test.each([
  ['KAIBO_WECHAT_ENV_VERSION', 'production'],
  ['KAIBO_CONTENT_CHECK', 'none'],
  ['KAIBO_WECHAT_ROOM_PAGE', '/pages/player/player'],
  ['KAIBO_WECHAT_ROOM_PAGE', 'pages/player/player?a=b'],
])('%s=%s is a problem that names it', (name, value) => {
  expect(read({ [name]: value }).problems).toEqual([expect.stringContaining(name)])
})

describe('the message push', () => {
  const token = 'PushToken0123456789abc'
  const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
  const problemsOf = (variables: NodeJS.ProcessEnv) => {
    const environment = new Environment({
      KAIBO_PUSH_KEY: testKeys.pushKey,
      KAIBO_PLAY_KEY: testKeys.playKey,
      KAIBO_CALLBACK_KEY: testKeys.callbackKey,
      KAIBO_CALLBACK_PATH: testKeys.callbackPath,
      KAIBO_TOKEN_KEY: testKeys.tokenKey,
      KAIBO_WECHAT_SECRET: testKeys.wechatSecret,
      KAIBO_CLOUD_SECRET_ID: testKeys.cloudSecretId,
      KAIBO_CLOUD_SECRET_KEY: testKeys.cloudSecretKey,
      ...variables,
    })
    const secrets = readSecrets(environment, 'tencent-css')
    return { secrets, problems: environment.problems }
  }

  test('is set by its Token, and encrypted by its EncodingAESKey', () => {
    expect(problemsOf({ KAIBO_WECHAT_PUSH_TOKEN: token, KAIBO_WECHAT_PUSH_AES_KEY: aesKey })).toMatchObject({
      secrets: { wechatPushToken: token, wechatPushAesKey: aesKey },
      problems: [],
    })
    expect(problemsOf({}).secrets).not.toHaveProperty('wechatPushToken')
  })

  test.each([
    [{ KAIBO_WECHAT_PUSH_TOKEN: 'short' }, 'too short'],
    [{ KAIBO_WECHAT_PUSH_TOKEN: 'x'.repeat(33) }, 'at most 32'],
    [{ KAIBO_WECHAT_PUSH_TOKEN: 'with-a-hyphen-0123456' }, 'letters and digits'],
    [{ KAIBO_WECHAT_PUSH_TOKEN: token, KAIBO_WECHAT_PUSH_AES_KEY: aesKey.slice(1) }, 'too short'],
    [{ KAIBO_WECHAT_PUSH_TOKEN: token, KAIBO_WECHAT_PUSH_AES_KEY: `${aesKey}=` }, '43 letters'],
    [{ KAIBO_WECHAT_PUSH_AES_KEY: aesKey }, 'without KAIBO_WECHAT_PUSH_TOKEN'],
    [
      {
        KAIBO_WECHAT_PUSH_TOKEN: testKeys.callbackKey.slice(0, 32).replaceAll('-', 'x'),
        KAIBO_WECHAT_SECRET: testKeys.callbackKey.slice(0, 32).replaceAll('-', 'x'),
      },
      'are equal',
    ],
  ])('that cannot work is one problem (%#)', (variables, words) => {
    expect(problemsOf(variables).problems).toEqual([expect.stringContaining(words)])
  })
})
