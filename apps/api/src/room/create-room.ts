import { createHash } from 'node:crypto'
import { type CreateRoomRequest, DEFAULT_RECONNECT_WINDOW_SECONDS, type User } from '@kaibo/live-core'
import { KaiboError } from '../http/kaibo-error.ts'
import { idempotencyStore } from '../idempotency/idempotency-store.ts'
import { outboxStore } from '../outbox/outbox-store.ts'
import { newId, type RandomBytes } from '../random.ts'
import type { Database, Queryable } from '../storage/database.ts'
import { newStreamName } from '../stream/stream-name.ts'
import { streamStore } from '../stream/stream-store.ts'
import { type CoverRules, chooseCover } from './cover-choice.ts'
import type { RoomRow } from './room-row.ts'
import { roomStore } from './room-store.ts'

const OPERATION = 'createRoom'

export type CreateRoom = {
  user: User
  request: CreateRoomRequest
  idempotencyKey: string | undefined
  now: Date
  provider: string
  covers: CoverRules
}

/**
 * Opens a room with its first stream, in one transaction with the idempotency key: a crash leaves both or
 * neither, so a retry never makes a second room. Rejects with `idempotency_key_reused`.
 */
export function createRoom(database: Database, random: RandomBytes, create: CreateRoom): Promise<RoomRow> {
  const { user, idempotencyKey: key } = create
  return database.transaction(async (tx) => {
    if (key === undefined) return insertRoom(tx, random, create)
    const requestHash = hashOf(create.request)
    const claim = { userId: user.id, operation: OPERATION, key, requestHash, createdAt: create.now }
    const outcome = await idempotencyStore.claim(tx, claim)
    if (outcome.claimed) {
      const room = await insertRoom(tx, random, create)
      await idempotencyStore.bind(tx, { ...claim, roomId: room.id })
      return room
    }
    refuseOtherBody(outcome.requestHash, create.request)
    return found(await roomStore.find(tx, outcome.roomId))
  })
}

/**
 * The room that this key made before, if it did: a retry is answered with it, whatever would be said of its texts today.
 * Rejects with `idempotency_key_reused`.
 */
export async function roomOfKey(
  db: Queryable,
  { user, request, idempotencyKey: key }: Pick<CreateRoom, 'user' | 'request' | 'idempotencyKey'>,
): Promise<RoomRow | undefined> {
  if (key === undefined) return undefined
  const known = await idempotencyStore.find(db, { userId: user.id, operation: OPERATION, key })
  if (!known) return undefined
  refuseOtherBody(known.requestHash, request)
  return roomStore.find(db, known.roomId)
}

function refuseOtherBody(requestHash: string, request: CreateRoomRequest): void {
  if (requestHash === hashOf(request)) return
  throw new KaiboError(
    'idempotency_key_reused',
    'This Idempotency-Key was used with another body: use a new key.',
  )
}

async function insertRoom(tx: Queryable, random: RandomBytes, create: CreateRoom): Promise<RoomRow> {
  const { user, request, now, provider, covers } = create
  const { coverUrl } = request
  const cover = coverUrl === undefined ? {} : await chooseCover(tx, covers, { coverUrl, ownerId: user.id })
  const id = newId('room', random)
  await roomStore.insert(tx, {
    id,
    ownerId: user.id,
    title: request.title,
    announcement: request.announcement ?? null,
    coverUrl: cover.cover_url ?? null,
    coverImageId: cover.cover_image_id ?? null,
    startsAt: request.startsAt ? new Date(request.startsAt) : null,
    reconnectWindowSeconds: request.reconnectWindowSeconds ?? DEFAULT_RECONNECT_WINDOW_SECONDS,
    createdAt: now,
  })
  await streamStore.insert(tx, {
    name: newStreamName(random),
    roomId: id,
    generation: 1,
    provider,
    because: 'opened',
    createdAt: now,
  })
  await outboxStore.insert(tx, { roomId: id, version: 1, type: 'room.created', createdAt: now })
  return found(await roomStore.find(tx, id))
}

function found(row: RoomRow | undefined): RoomRow {
  if (!row) throw new Error('A room is missing right after its transaction wrote it')
  return row
}

/** The validated request with its fields in a fixed order: how the body was spelt does not matter. */
function hashOf(request: CreateRoomRequest): string {
  const { title, announcement, coverUrl, startsAt, reconnectWindowSeconds } = request
  // Without an announcement as before there were any: a retry may come to a newer server than the first try.
  const later = announcement === undefined ? [] : [announcement]
  const canonical = JSON.stringify([title, coverUrl, startsAt, reconnectWindowSeconds, ...later])
  return createHash('sha256').update(canonical).digest('hex')
}
