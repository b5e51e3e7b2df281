import type { Operation } from '../http/operation.ts'
import { roomPath } from '../room/room-id.ts'
import { emptyRequest } from '../wire/empty-request.ts'
import { share } from './share.ts'

/** Bringing others to a room. */
export const shareOperations = {
  shareRoom: {
    method: 'POST',
    path: '/v1/rooms/{roomId}/share',
    summary: 'Ways to the room: a page, and a link from outside WeChat',
    access: { by: 'viewer' },
    params: roomPath,
    body: emptyRequest,
    status: 200,
    answer: share,
    errors: ['not_found'],
  },
} as const satisfies Record<string, Operation>

/** Pictures, which the mini-program downloads by their address. */
export const qrCodeOperations = {
  getRoomQrCode: {
    method: 'GET',
    path: '/v1/rooms/{roomId}/qr-code',
    summary: 'The mini-program code that opens the room',
    access: { by: 'viewer' },
    params: roomPath,
    status: 200,
    answer: { mediaTypes: ['image/png', 'image/jpeg'] },
    errors: ['not_found', 'not_configured'],
  },
} as const satisfies Record<string, Operation>
