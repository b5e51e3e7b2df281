import type { Queryable } from '../storage/database.ts'

/** Why a room got this stream. */
export type MadeBecause = 'opened' | 'taken-over' | 'conflict' | 'drop-unconfirmed'

export type StreamRow = {
  name: string
  room_id: string
  generation: number
  made_because: MadeBecause
  desired_state: 'allowed' | 'forbidden'
  desired_generation: number
  applied_generation: number
  urls_issued_at: Date | null
  urls_expire_at: Date | null
  created_at: Date
}

const COLUMNS = `name, room_id, generation, made_because, desired_state, desired_generation, applied_generation,
  urls_issued_at, urls_expire_at, created_at`

/** Streams and what is wanted of them at the provider. */
export const streamStore = {
  async insert(
    tx: Queryable,
    stream: {
      name: string
      roomId: string
      generation: number
      provider: string
      because: MadeBecause
      createdAt: Date
    },
  ): Promise<void> {
    await tx.query(
      {
        name: 'stream-insert',
        text: `insert into streams (name, room_id, generation, provider, made_because, created_at)
               values ($1, $2, $3, $4, $5, $6)`,
      },
      [stream.name, stream.roomId, stream.generation, stream.provider, stream.because, stream.createdAt],
    )
  },

  /** A room's streams, the current one (the newest generation) first. */
  ofRoom(db: Queryable, roomId: string): Promise<StreamRow[]> {
    return db.query<StreamRow>(
      {
        name: 'streams-of-room',
        text: `select ${COLUMNS} from streams where room_id = $1 order by generation desc`,
      },
      [roomId],
    )
  },

  /** The room's current stream. */
  async current(db: Queryable, roomId: string): Promise<StreamRow> {
    const [row] = await db.query<StreamRow>(
      {
        name: 'stream-current',
        text: `select ${COLUMNS} from streams where room_id = $1 order by generation desc limit 1`,
      },
      [roomId],
    )
    if (!row) throw new Error(`Room ${roomId} has no stream`)
    return row
  },

  async find(db: Queryable, name: string): Promise<StreamRow | undefined> {
    const [row] = await db.query<StreamRow>(
      { name: 'stream-find', text: `select ${COLUMNS} from streams where name = $1` },
      [name],
    )
    return row
  },

  /** Notes that a push URL was issued. */
  async urlIssued(
    tx: Queryable,
    name: string,
    { at, expiresAt }: { at: Date; expiresAt: Date },
  ): Promise<void> {
    await tx.query(
      {
        name: 'stream-url-issued',
        text: `update streams set urls_issued_at = $2, urls_expire_at = greatest(urls_expire_at, $3) where name = $1`,
      },
      [name, at, expiresAt],
    )
  },

  /** Wants streams of a room forbidden from now on: all of them, or those older than a generation. */
  async forbid(
    tx: Queryable,
    roomId: string,
    { now, olderThan = 2_147_483_647 }: { now: Date; olderThan?: number },
  ): Promise<void> {
    await tx.query(
      {
        name: 'streams-forbid',
        text: `update streams set desired_state = 'forbidden', desired_generation = desired_generation + 1,
                 apply_at = $3, apply_failures = 0
               where room_id = $1 and generation < $2 and desired_state = 'allowed'`,
      },
      [roomId, olderThan, now],
    )
  },

  /** What the provider shows is not what is wanted: whatever was applied has to be applied again. */
  async applyAgain(tx: Queryable, name: string, now: Date): Promise<void> {
    await tx.query(
      {
        name: 'stream-apply-again',
        text: `update streams set desired_generation = desired_generation + 1, apply_at = $2 where name = $1`,
      },
      [name, now],
    )
  },
}
