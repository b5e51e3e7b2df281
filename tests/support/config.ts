import type { Config, Secrets } from '@kaibo/api'
import { keys } from './keys.ts'

/** Where the outside world is, as the sandbox's addresses say it. */
export type Outside = { rtmp: string; media: string; services: string }

/** The API's configuration for tests: any free port, no log. */
export const testConfig = (store: Config['store'], outside: Outside): Config => ({
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
  store,
  wechat: { appId: keys.wechatAppId, baseUrl: outside.services },
  tencentCss: {
    pushRtmpBaseUrl: `${outside.rtmp}/live`,
    playFlvBaseUrl: `${outside.media}/live`,
    playRtmpBaseUrl: `${outside.rtmp}/live`,
    playHlsBaseUrl: `${outside.media}/live`,
  },
  tencentCloud: { baseUrl: outside.services },
  validity: { sessionSeconds: 3600, pushUrlSeconds: 86_400, playUrlSeconds: 600, hlsUrlSeconds: 43_200 },
})

export const testSecrets: Secrets = {
  pushKey: keys.push,
  pushBackupKey: keys.pushBackup,
  playKey: keys.play,
  playBackupKey: keys.playBackup,
  callbackKey: keys.callback,
  callbackPath: keys.callbackPath,
  tokenKey: keys.token,
  wechatSecret: keys.wechatSecret,
  cloudSecretId: keys.cloudSecretId,
  cloudSecretKey: keys.cloudSecretKey,
}
