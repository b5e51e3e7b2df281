import { manualTiming } from '../../outside/testing/manual-timing.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { testKeys } from '../../testing/test-keys.ts'
import type { DoctorPorts } from '../doctor-ports.ts'

const NOW_MS = Date.UTC(2026, 10, 22, 12)
const SRS = 'http://127.0.0.1:1985'
/** A configuration with an SRS of one's own, in which nothing is wrong. */
export const SRS_ENVIRONMENT = {
  KAIBO_PROVIDER: 'srs',
  KAIBO_PUSH_KEY: testKeys.pushKey,
  KAIBO_PLAY_KEY: testKeys.playKey,
  KAIBO_TOKEN_KEY: testKeys.tokenKey,
  KAIBO_WECHAT_APPID: 'wx0123456789abcdef',
  KAIBO_WECHAT_SECRET: testKeys.wechatSecret,
  KAIBO_SRS_HOOK_PATH: testKeys.srsHookPath,
  KAIBO_SRS_API_PASSWORD: testKeys.srsApiPassword,
  KAIBO_PUSH_RTMP_BASE_URL: 'rtmp://media.kaibo.test/live',
  KAIBO_PLAY_FLV_BASE_URL: 'https://media.kaibo.test/live',
  KAIBO_PLAY_RTMP_BASE_URL: 'rtmp://media.kaibo.test/live',
  KAIBO_PLAY_HLS_BASE_URL: 'https://media.kaibo.test/live',
  KAIBO_PUBLIC_BASE_URL: 'https://api.kaibo.test',
  KAIBO_CONTENT_CHECK: 'off',
  DATABASE_URL: 'postgres://db.kaibo.test/kaibo',
}

/** A world in which everything is right but the database, which hangs; SRS answers as the test says. */
export const world = (srs: () => Promise<Response>): DoctorPorts => ({
  clock: () => NOW_MS,
  random: seededRandom('doctor'),
  timing: manualTiming(),
  fetch: async (url) => {
    if (String(url).startsWith(SRS)) return srs()
    return new Response('{"access_token":"canary","expires_in":7200}', {
      headers: { date: new Date(NOW_MS).toUTCString() },
    })
  },
  resolver: { cname: async () => undefined, addresses: async () => ['203.0.113.7'] },
  probeCertificate: async ({ host }) => ({
    validFromMs: 0,
    validUntilMs: Date.UTC(2099),
    coversHost: true,
    subject: host,
  }),
  openDatabase: () => new Promise<never>(() => {}),
  limitMs: 200,
})

/** What SRS answers where all is well. */
export const STREAMS = '{"code":0,"server":"vid-1","service":"1","pid":"1","streams":[]}'

/** A world whose SRS answers so. */
export const answering = (body: string, status = 200): DoctorPorts =>
  world(async () => new Response(body, { status }))
