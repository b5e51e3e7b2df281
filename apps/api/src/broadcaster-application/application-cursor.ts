import { KaiboError } from '../http/kaibo-error.ts'

/** The place after an application in the list's order: oldest first, ties by id. */
export type ApplicationCursor = { createdAt: Date; id: string }

export const encodeCursor = ({ createdAt, id }: ApplicationCursor): string =>
  Buffer.from(`${createdAt.getTime()}.${id}`).toString('base64url')

/** Throws `invalid_request` when the cursor is not one that the list gave out. */
export function decodeCursor(cursor: string): ApplicationCursor {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const match = /^(\d{1,15})\.(application_[0-9a-z]{20})$/.exec(text)
  if (match?.[1] && match[2]) return { createdAt: new Date(Number(match[1])), id: match[2] }
  const message = 'Expected the nextCursor of an earlier page'
  throw new KaiboError('invalid_request', `query.cursor: ${message}`, {
    issues: [{ path: 'query.cursor', message }],
  })
}
