import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { checkSandboxConfig } from './sandbox-config.ts'
import { TEST_CONFIG } from './testing/test-sandbox.ts'

const COMPLETE = {
  KAIBO_PUSH_KEY: 'push',
  KAIBO_PLAY_KEY: 'play',
  KAIBO_CALLBACK_KEY: 'callback',
  KAIBO_CLOUD_SECRET_ID: 'id',
  KAIBO_CLOUD_SECRET_KEY: 'key',
  KAIBO_WECHAT_APPID: 'wx1',
  KAIBO_WECHAT_SECRET: 'secret',
}

describe('readConfig', () => {
  test('needs keys, cloud and WeChat credentials only', () => {
    expect(readConfig(COMPLETE)).toEqual({
      host: '127.0.0.1',
      rtmpPort: 1935,
      mediaPort: 7102,
      servicesPort: 7103,
      appName: 'live',
      appId: 1_250_000_000,
      pushKeys: ['push'],
      playKeys: ['play'],
      callbackKey: 'callback',
      cloud: { secretId: 'id', secretKey: 'key' },
      wechat: { appId: 'wx1', secret: 'secret' },
    })
  })

  test('takes backup keys, ports and a callback URL', () => {
    const config = readConfig({
      ...COMPLETE,
      KAIBO_PUSH_BACKUP_KEY: 'push2',
      KAIBO_PLAY_BACKUP_KEY: 'play2',
      KAIBO_SANDBOX_RTMP_PORT: '0',
      KAIBO_SANDBOX_CALLBACK_URL: 'http://127.0.0.1:7100/cb',
    })
    expect(config.pushKeys).toEqual(['push', 'push2'])
    expect(config.playKeys).toEqual(['play', 'play2'])
    expect(config.rtmpPort).toBe(0)
    expect(config.callbackUrl).toBe('http://127.0.0.1:7100/cb')
  })

  test.each(Object.keys(COMPLETE))('says that %s is missing, also when it is empty', (name) => {
    for (const value of [undefined, '']) {
      expect(() => readConfig({ ...COMPLETE, [name]: value })).toThrow(ConfigError)
      expect(() => readConfig({ ...COMPLETE, [name]: value })).toThrow(name)
    }
  })

  test.each(['x', '-1', '65536', '1935.5', '0x10'])('says that port %s is none', (value) => {
    const read = () => readConfig({ ...COMPLETE, KAIBO_SANDBOX_MEDIA_PORT: value })
    expect(read).toThrow(/KAIBO_SANDBOX_MEDIA_PORT/)
  })
})

describe('checkSandboxConfig', () => {
  test.each([
    ['a host that others can reach', { host: '0.0.0.0' }, /this machine only/],
    ['a key for both pushing and playing', { playKeys: TEST_CONFIG.pushKeys }, /every viewer could push/],
    ['a callback key that signs pushes', { callbackKey: TEST_CONFIG.pushKeys[0] ?? '' }, /callback key/],
    ['an empty key', { pushKeys: ['a', ''] }, /empty/],
    ['no push key', { pushKeys: [] }, /needs/],
    ['no key for the cloud API', { cloud: { secretId: 'id', secretKey: '' } }, /SecretKey/],
  ])('refuses %s', (_what, change, message) => {
    expect(() => checkSandboxConfig({ ...TEST_CONFIG, ...change })).toThrow(message)
  })
})
