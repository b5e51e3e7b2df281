import { KaiboError } from '../http/kaibo-error.ts'

/** The place after a room in the list's order: newest first, ties by id. */
export type RoomCursor = { createdAt: Date; id: string }

export const encodeCursor = ({ createdAt, id }: RoomCursor): string =>
  Buffer.from(`${createdAt.getTime()}.${id}`).toString('base64url')

/** Throws `invalid_request` when the cursor is not one that the list gave out. */
export function decodeCursor(cursor: string): RoomCursor {
  const match = /^(\d{1,15})\.(room_[0-9a-z]{20})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  if (!match?.[1] || !match[2]) {
    const message = 'Expected the nextCursor of an earlier page'
    throw new KaiboError('invalid_request', `query.cursor: ${message}`, {
      issues: [{ path: 'query.cursor', message }],
    })
  }
  return { createdAt: new Date(Number(match[1])), id: match[2] }
}
