import { type Config, DEFAULT_RHYTHM, type Rhythm, type Secrets } from '@kaibo/api'
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
  rhythm: testRhythm,
  broadcastPolicy: 'open',
})

/** What goes on by itself does so at once, and silence is confirmed in a second instead of twenty. */
export const testRhythm: Rhythm = {
  ...DEFAULT_RHYTHM,
  sweepMs: 100,
  askAfterEndMs: 1_000,
  askSpacingMs: 200,
  silenceConfirmationMs: 1_000,
  staleMs: 5_000,
  askRetryMs: 200,
  outboxMs: 100,
}

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
