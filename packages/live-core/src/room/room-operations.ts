import { heartbeatAnswer, heartbeatRequest } from '../heartbeat/heartbeat.ts'
import type { Operation } from '../http/operation.ts'
import { playUrls, playUrlsRequest } from '../play-urls/play-urls.ts'
import { pushUrl, pushUrlRequest } from '../push-url/push-url.ts'
import { timeline } from '../timeline/timeline.ts'
import { emptyRequest } from '../wire/empty-request.ts'
import { createRoomRequest, idempotencyHeaders } from './create-room.ts'
import { listRoomsQuery, roomList } from './list-rooms.ts'
import { room } from './room.ts'
import { roomPath } from './room-id.ts'
import { updateRoomRequest } from './update-room.ts'

/** Rooms, from opening to end. */
export const roomOperations = {
  createRoom: {
    method: 'POST',
    path: '/v1/rooms',
    summary: 'Open a room; the caller is its broadcaster',
    access: { by: 'broadcaster' },
    headers: idempotencyHeaders,
    body: createRoomRequest,
    status: 201,
    answer: room,
    errors: ['idempotency_key_reused', 'text_rejected', 'rate_limited'],
  },
  listRooms: {
    method: 'GET',
    path: '/v1/rooms',
    summary: 'List rooms, newest first',
    access: { by: 'viewer' },
    query: listRoomsQuery,
    status: 200,
    answer: roomList,
    errors: [],
  },
  getRoom: {
    method: 'GET',
    path: '/v1/rooms/{roomId}',
    summary: 'One room',
    access: { by: 'viewer' },
    params: roomPath,
    status: 200,
    answer: room,
    errors: ['not_found'],
  },
  updateRoom: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/update',
    summary: 'Change title, announcement or cover (owner only)',
    access: { by: 'broadcaster', on: 'own' },
    params: roomPath,
    body: updateRoomRequest,
    status: 200,
    answer: room,
    errors: ['not_found', 'text_rejected', 'room_ended', 'rate_limited'],
  },
  issuePushUrl: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/push-url',
    summary: 'Issue a signed push URL (owner only)',
    access: { by: 'broadcaster', on: 'own' },
    params: roomPath,
    body: pushUrlRequest,
    status: 200,
    answer: pushUrl,
    errors: ['not_found', 'room_ended', 'publisher_busy', 'rate_limited'],
  },
  sendHeartbeat: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/heartbeat',
    summary: 'The broadcaster’s device is there (owner only)',
    access: { by: 'viewer', on: 'own' },
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
    access: { by: 'viewer' },
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
    access: { by: 'viewer', on: 'own' },
    params: roomPath,
    status: 200,
    answer: timeline,
    errors: ['not_found'],
  },
  endRoom: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/end',
    summary: 'End the room for good (owner only)',
    access: { by: 'viewer', on: 'own' },
    params: roomPath,
    body: emptyRequest,
    status: 200,
    answer: room,
    errors: ['not_found'],
  },
} as const satisfies Record<string, Operation>
