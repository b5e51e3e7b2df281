import { callbackAnswer, callbackPath } from '../callback/callback-answer.ts'
import { heartbeatAnswer, heartbeatRequest } from '../heartbeat/heartbeat.ts'
import { playUrls, playUrlsRequest } from '../play-urls/play-urls.ts'
import { pushUrl, pushUrlRequest } from '../push-url/push-url.ts'
import { createRoomRequest, idempotencyHeaders } from '../room/create-room.ts'
import { listRoomsQuery, roomList } from '../room/list-rooms.ts'
import { room } from '../room/room.ts'
import { roomPath } from '../room/room-id.ts'
import { createSessionRequest } from '../session/create-session.ts'
import { session } from '../session/session.ts'
import { timeline } from '../timeline/timeline.ts'
import { emptyRequest } from '../wire/empty-request.ts'
import { health } from './health.ts'
import type { Operation } from './operation.ts'

/** The whole contract: every call, by name. A change of the API starts here. */
export const operations = {
  createSession: {
    method: 'POST',
    path: '/v1/sessions',
    summary: 'Log in with the code of wx.login',
    auth: 'none',
    body: createSessionRequest,
    status: 201,
    answer: session,
    errors: ['login_code_rejected', 'login_refused', 'rate_limited'],
  },
  createRoom: {
    method: 'POST',
    path: '/v1/rooms',
    summary: 'Open a room; the caller is its broadcaster',
    auth: 'session',
    headers: idempotencyHeaders,
    body: createRoomRequest,
    status: 201,
    answer: room,
    errors: ['idempotency_key_reused'],
  },
  listRooms: {
    method: 'GET',
    path: '/v1/rooms',
    summary: 'List rooms, newest first',
    auth: 'session',
    query: listRoomsQuery,
    status: 200,
    answer: roomList,
    errors: [],
  },
  getRoom: {
    method: 'GET',
    path: '/v1/rooms/{roomId}',
    summary: 'One room',
    auth: 'session',
    params: roomPath,
    status: 200,
    answer: room,
    errors: ['not_found'],
  },
  issuePushUrl: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/push-url',
    summary: 'Issue a signed push URL (owner only)',
    auth: 'session',
    params: roomPath,
    body: pushUrlRequest,
    status: 200,
    answer: pushUrl,
    errors: ['not_found', 'room_ended', 'publisher_busy'],
  },
  sendHeartbeat: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/heartbeat',
    summary: 'The broadcaster’s device is there (owner only)',
    auth: 'session',
    params: roomPath,
    body: heartbeatRequest,
    status: 200,
    answer: heartbeatAnswer,
    errors: ['not_found'],
  },
  issuePlayUrls: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/play-urls',
    summary: 'Issue signed play URLs, or say why the room cannot be played',
    auth: 'session',
    params: roomPath,
    body: playUrlsRequest,
    status: 200,
    answer: playUrls,
    errors: ['not_found'],
  },
  getTimeline: {
    method: 'GET',
    path: '/v1/rooms/{roomId}/timeline',
    summary: 'What happened to the room, when and why (owner only)',
    auth: 'session',
    params: roomPath,
    status: 200,
    answer: timeline,
    errors: ['not_found'],
  },
  endRoom: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/end',
    summary: 'End the room for good (owner only)',
    auth: 'session',
    params: roomPath,
    body: emptyRequest,
    status: 200,
    answer: room,
    errors: ['not_found'],
  },
  receiveTencentCssCallback: {
    method: 'POST',
    path: '/v1/callbacks/tencent-css/{secret}',
    summary: 'Tencent Cloud CSS callbacks (for the provider)',
    auth: 'none',
    params: callbackPath,
    rawBody: true,
    status: 200,
    answer: callbackAnswer,
    errors: ['callback_rejected', 'not_found'],
  },
  getHealth: {
    method: 'GET',
    path: '/healthz',
    summary: 'The process runs',
    auth: 'none',
    status: 200,
    answer: health,
    errors: [],
  },
  getReadiness: {
    method: 'GET',
    path: '/readyz',
    summary: 'The store answers: requests can be served',
    auth: 'none',
    status: 200,
    answer: health,
    errors: [],
  },
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations
