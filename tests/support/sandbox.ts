import { type Sandbox, type SandboxConfig, startSandbox } from '@kaibo/sandbox'
import { keys } from './keys.ts'

/** The outside world on free ports; callbacks are retried within fractions of a second. */
export const startTestSandbox = (overrides: Partial<SandboxConfig> = {}): Promise<Sandbox> =>
  startSandbox({
    rtmpPort: 0,
    mediaPort: 0,
    servicesPort: 0,
    appName: 'live',
    appId: 1300000000,
    pushKeys: [keys.push, keys.pushBackup],
    playKeys: [keys.play, keys.playBackup],
    callbackKey: keys.callback,
    callbackRetry: { timeoutMs: 2_000, intervalMs: 100, times: 12 },
    cloud: { secretId: keys.cloudSecretId, secretKey: keys.cloudSecretKey },
    wechat: { appId: keys.wechatAppId, secret: keys.wechatSecret },
    ...overrides,
  })
