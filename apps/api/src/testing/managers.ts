import type { User } from '@kaibo/live-core'
import { pino } from 'pino'
import { CallbackManager } from '../callback/callback-manager.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import { noStreamControl } from '../provider/tencent-css/cloud-api/testing/no-stream-control.ts'
import { createTencentCssProvider } from '../provider/tencent-css/tencent-css-provider.ts'
import { RoomManager } from '../room/room-manager.ts'
import { SessionManager } from '../session/session-manager.ts'
import { createSessionTokens } from '../session/session-token.ts'
import { createPushTokens } from '../stream/push-token.ts'
import { StreamManager } from '../stream/stream-manager.ts'
import { manualClock } from './manual-clock.ts'
import { seededRandom } from './seeded-random.ts'
import { CALLBACK_NOW_MS, pushBody, signed, toBytes } from './signed-callback.ts'
import { testKeys } from './test-keys.ts'
import { openTestStore, rowsOf } from './test-store.ts'

export const validity = {
  sessionSeconds: 3_600,
  pushUrlSeconds: 86_400,
  playUrlSeconds: 600,
  hlsUrlSeconds: 43_200,
}

/** Every manager over one store in memory, with a clock that the test moves. WeChat takes a code for the openid. */
export type Managers = Awaited<ReturnType<typeof openManagers>>

export async function openManagers(seed: string) {
  const database = await openTestStore()
  const clock = manualClock(CALLBACK_NOW_MS)
  const random = seededRandom(seed)
  const provider = createTencentCssProvider(
    {
      pushRtmpBaseUrl: 'rtmp://push.example.test/live',
      playFlvBaseUrl: 'https://play.example.test/live',
      playRtmpBaseUrl: 'rtmp://play.example.test/live',
      playHlsBaseUrl: 'https://play.example.test/live',
    },
    testKeys,
    noStreamControl,
  )
  const pushTokens = createPushTokens(testKeys.tokenKey)
  const logLines: string[] = []
  const logger = pino({ base: null }, { write: (line: string) => void logLines.push(line) })
  const wechat = {
    async exchangeLoginCode(code: string) {
      if (code === 'refused') throw new KaiboError('login_code_rejected', 'Call wx.login again.')
      return { openid: code }
    },
  }
  const tokens = createSessionTokens(testKeys.tokenKey, random)
  const sessions = new SessionManager({ database, wechat, tokens, clock, random, ...validity })
  const rooms = new RoomManager({ database, clock, random, provider: provider.name })
  const streams = new StreamManager({ database, provider, pushTokens, clock, random, validity })
  const { callbackPath } = testKeys
  const callbacks = new CallbackManager({ database, provider, pushTokens, clock, logger, callbackPath })

  return {
    database,
    clock,
    pushTokens,
    sessions,
    rooms,
    streams,
    callbacks,
    logLines,
    async newUser(openid: string): Promise<User> {
      return (await sessions.createSession({ code: openid })).user
    },
    /** A room with the name of its stream, which the API itself tells nobody. */
    async newRoom(user: User, request: Parameters<RoomManager['createRoom']>[1] = { title: '开播' }) {
      const { id } = await rooms.createRoom(user, request)
      const [stream] = await rowsOf<{ name: string }>(
        database,
        'select name from streams where room_id = $1',
        [id],
      )
      return { id, streamName: stream?.name ?? '' }
    },
    /** Delivers a push callback, signed now, as the provider would. */
    deliver: (fields: Record<string, unknown>) =>
      callbacks.receive(
        callbackPath,
        toBytes(pushBody({ ...signed(Math.floor(clock() / 1000) + 600), ...fields })),
      ),
  }
}
