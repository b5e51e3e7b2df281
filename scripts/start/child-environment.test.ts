import { describe, expect, it } from 'vitest'
import { apiEnvironment, demoEnvironment } from './child-environment.ts'
import { type DevEnv, generateDevEnv, parseDevEnv } from './dev-env.ts'

const devEnv = parseDevEnv(generateDevEnv()) as DevEnv
const sandbox = {
  rtmp: 'rtmp://127.0.0.1:1935',
  media: 'http://127.0.0.1:7102',
  services: 'http://127.0.0.1:7103',
}

describe('apiEnvironment', () => {
  it('puts the sandbox in the place of the outside services', () => {
    expect(apiEnvironment({ PATH: '/bin' }, { devEnv, dataFolder: '/home/data', sandbox })).toEqual({
      PATH: '/bin',
      ...devEnv,
      KAIBO_HOST: '127.0.0.1',
      KAIBO_PORT: '7100',
      KAIBO_DATA_DIR: '/home/data',
      KAIBO_WECHAT_BASE_URL: 'http://127.0.0.1:7103',
      KAIBO_CLOUD_BASE_URL: 'http://127.0.0.1:7103',
      KAIBO_PUSH_RTMP_BASE_URL: 'rtmp://127.0.0.1:1935/live',
      KAIBO_PLAY_RTMP_BASE_URL: 'rtmp://127.0.0.1:1935/live',
      KAIBO_PLAY_FLV_BASE_URL: 'http://127.0.0.1:7102/live',
      KAIBO_PLAY_HLS_BASE_URL: 'http://127.0.0.1:7102/live',
    })
  })
})

describe('demoEnvironment', () => {
  it('hands no key and no database to the broadcaster', () => {
    const base = { PATH: '/bin', DATABASE_URL: 'postgres://x', KAIBO_PUSH_KEY: 'k', KAIBO_DEMO_NAME: 'me' }
    expect(demoEnvironment(base, 'http://127.0.0.1:7100')).toEqual({
      PATH: '/bin',
      KAIBO_DEMO_NAME: 'me',
      KAIBO_API_URL: 'http://127.0.0.1:7100',
    })
  })
})
