import type { Operation } from '../http/operation.ts'
import { roomPath } from '../room/room-id.ts'
import { subscribeRequest, subscription } from './subscription.ts'

/** A message when a room goes live. */
export const subscriptionOperations = {
  getSubscription: {
    method: 'GET',
    path: '/v1/rooms/{roomId}/subscription',
    summary: 'Whether a message comes when the room goes live, and what to accept for it',
    access: { by: 'viewer' },
    params: roomPath,
    status: 200,
    answer: subscription,
    errors: ['not_found'],
  },
  subscribe: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/subscription',
    summary: 'Get one message when the room goes live',
    access: { by: 'viewer' },
    params: roomPath,
    body: subscribeRequest,
    status: 200,
    answer: subscription,
    errors: ['not_found'],
  },
} as const satisfies Record<string, Operation>
