import { randomUUID } from 'node:crypto'
import type { PlayUrls, Room, Session } from '@kaibo/live-core'
import type { TrustedProxies } from '../config/config.ts'
import { createApp } from '../http/app.ts'
import { createFastServer } from '../http/fast-server.ts'
import type { Handlers } from '../http/handler.ts'
import { operationRouter } from '../http/operation-router.ts'
import { createLogger } from '../log/create-logger.ts'
import { documentRouter } from '../openapi/document-router.ts'
import type { TakeTurn } from '../rate-limit/operation-limits.ts'
import { unauthenticated } from '../session/unauthenticated.ts'
import { type Loopback, openLoopback } from './loopback.ts'
import { stubIdentityHandlers } from './stub-identity-handlers.ts'
import { stubUser } from './stub-user.ts'
import { stubWechatHandlers } from './stub-wechat-handlers.ts'

export { stubUser }

/** A token that the stub knows, and the header that carries it. */
export const STUB_TOKEN = 'stub-token-'.padEnd(43, '0')
export const withSession = { authorization: `Bearer ${STUB_TOKEN}` }
export const jsonHeaders = { ...withSession, 'content-type': 'application/json' }

export const stubRoom: Room = {
  id: `room_${'0'.repeat(20)}`,
  title: '开播',
  coverUrl: null,
  broadcaster: stubUser,
  status: 'interrupted',
  until: '2026-11-22T12:01:00.000Z',
  startedAt: '2026-11-22T12:00:00.000Z',
  version: 3,
}
export const stubSession: Session = {
  token: STUB_TOKEN,
  expiresAt: '2026-11-29T12:00:00.000Z',
  user: stubUser,
}
export const stubPlayUrls: PlayUrls = {
  playable: true,
  flv: 'https://play.example.test/live/x.flv',
  rtmp: 'rtmp://play.example.test/live/x',
  expiresAt: '2026-11-22T12:10:00.000Z',
  hls: { url: 'https://play.example.test/live/x.m3u8', expiresAt: '2026-11-23T00:00:00.000Z' },
}

/** Handlers that answer at once, the same for everybody. */
export const stubHandlers: Handlers = {
  createSession: async () => stubSession,
  createRoom: async () => stubRoom,
  listRooms: async () => ({ items: [stubRoom], nextCursor: null }),
  getRoom: async () => stubRoom,
  issuePushUrl: async () => ({
    url: 'rtmp://push.example.test/live/x',
    expiresAt: '2026-11-23T12:00:00.000Z',
  }),
  issuePlayUrls: async () => stubPlayUrls,
  sendHeartbeat: async () => ({ room: stubRoom, publisher: 'this-device', nextInMs: 10_000 }),
  getTimeline: async () => ({
    items: [
      {
        at: '2026-11-22T12:00:00.000Z',
        type: 'push.started',
        status: 'live',
        text: { zh: '收到推流', en: 'The push began.' },
      },
    ],
  }),
  endRoom: async () => stubRoom,
  updateRoom: async () => stubRoom,
  ...stubIdentityHandlers,
  ...stubWechatHandlers,
  receiveTencentCssCallback: async () => ({ code: 0 }),
  receiveSrsHook: async () => ({ code: 0 }),
  getHealth: async () => ({ status: 'ok' }),
  getReadiness: async () => ({ status: 'ok' }),
}

export type StubApp = Loopback & { logLines: string[] }

/** The real middleware and router over stub handlers, on a socket; what it logs is kept. */
export async function openStubApp(
  handlers: Partial<Handlers> = {},
  {
    trustedProxies = 0,
    takeTurn = async () => {},
  }: { trustedProxies?: TrustedProxies; takeTurn?: TakeTurn } = {},
): Promise<StubApp> {
  const logLines: string[] = []
  const app = createApp({
    logger: createLogger({
      level: 'trace',
      secrets: [],
      destination: { write: (line) => void logLines.push(line) },
    }),
    nowMs: () => 0,
    newRequestId: randomUUID,
    trustedProxies,
    documentRouter: documentRouter(),
    operationRouter: operationRouter(
      { ...stubHandlers, ...handlers },
      {
        async authenticate(req) {
          if (req.headers.authorization === withSession.authorization)
            return { ...stubUser, role: 'operator' }
          throw unauthenticated('Log in.')
        },
        takeTurn,
      },
    ),
  })
  return { ...(await openLoopback(createFastServer(app))), logLines }
}
