import { type Config, DEFAULT_RHYTHM, type Rhythm, type Secrets } from '@kaibo/api'
import { keys } from './keys.ts'

/** Where the outside world is, as the sandbox's addresses say it. */
export type Outside = { rtmp: string; media: string; services: string }

/** The API's configuration for tests: any free port, no log, Tencent CSS. */
export const testConfig = (store: Config['store'], outside: Outside): Config => ({
  host: '127.0.0.1',
  port: 0,
  publicBaseUrl: 'https://api.example.test',
  logLevel: 'silent',
  drainMs: 0,
  store,
  wechat: {
    appId: keys.wechatAppId,
    baseUrl: outside.services,
    envVersion: 'release',
    roomPage: 'pages/player/player',
  },
  // Those who test the checks switch them on; the others ask WeChat for nothing but logins.
  contentCheck: 'off',
  imageHosts: [],
  provider: 'tencent-css',
  tencentCss: mediaUrls(outside),
  tencentCloud: { baseUrl: outside.services },
  srs: {
    ...mediaUrls(outside),
    apiBaseUrl: outside.services,
    apiUser: keys.srsApiUser,
    hookSources: ['127.0.0.0/8'],
  },
  validity: {
    sessionSeconds: 3600,
    sessionIdleSeconds: 3600,
    pushUrlSeconds: 86_400,
    playUrlSeconds: 600,
    hlsUrlSeconds: 43_200,
  },
  rhythm: testRhythm,
  broadcastPolicy: 'open',
  limits: testLimits,
  trustedProxies: 0,
})

/** Higher than any test reaches without meaning to. */
export const testLimits: Config['limits'] = {
  loginCallsPerMinute: 1_000,
  roomsPerMinute: 1_000,
  textChangesPerMinute: 1_000,
  pushUrlsPerMinute: 1_000,
}

const mediaUrls = ({ rtmp, media }: Outside): Config['tencentCss'] => ({
  pushRtmpBaseUrl: `${rtmp}/live`,
  playFlvBaseUrl: `${media}/live`,
  playRtmpBaseUrl: `${rtmp}/live`,
  playHlsBaseUrl: `${media}/live`,
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
  srsHookPath: keys.srsHookPath,
  srsApiPassword: keys.srsApiPassword,
}
