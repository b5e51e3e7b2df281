import type { ImageState } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'
import { IMAGE_COLUMNS, type ImageRow } from './image-row.ts'

export type NewImage = Omit<ImageRow, 'checks'>

/** Images and what WeChat was asked about them. */
export const imageStore = {
  async insert(tx: Queryable, image: NewImage): Promise<void> {
    await tx.query(
      {
        name: 'image-insert',
        text: `insert into images (id, owner_id, purpose, media_type, width, height, state, check_at, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      },
      [
        image.id,
        image.owner_id,
        image.purpose,
        image.media_type,
        image.width,
        image.height,
        image.state,
        image.check_at,
        image.created_at,
      ],
    )
  },

  async find(db: Queryable, id: string): Promise<ImageRow | undefined> {
    const [row] = await db.query<ImageRow>(
      { name: 'image-find', text: `select ${IMAGE_COLUMNS} from images where id = $1` },
      [id],
    )
    return row
  },

  /** Keeps the image as it is until this transaction ends: a decision about it comes before or after. */
  async lock(tx: Queryable, id: string): Promise<ImageRow | undefined> {
    const [row] = await tx.query<ImageRow>(
      { name: 'image-lock', text: `select ${IMAGE_COLUMNS} from images where id = $1 for update` },
      [id],
    )
    return row
  },

  /** The newest approved avatar of each of these people, by user id. */
  async avatarsOf(db: Queryable, userIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await db.query<{ owner_id: string; id: string }>(
      {
        name: 'image-avatars',
        text: `select distinct on (owner_id) owner_id, id from images
               where owner_id = any($1::text[]) and purpose = 'avatar' and state = 'approved'
               order by owner_id, created_at desc, id desc`,
      },
      [userIds],
    )
    return new Map(rows.map(({ owner_id, id }) => [owner_id, id]))
  },

  /** When this person uploaded, since then, oldest first. */
  async uploadsSince(db: Queryable, ownerId: string, since: Date): Promise<Date[]> {
    const rows = await db.query<{ created_at: Date }>(
      {
        name: 'image-uploads-since',
        text: 'select created_at from images where owner_id = $1 and created_at > $2 order by created_at',
      },
      [ownerId, since],
    )
    return rows.map(({ created_at }) => created_at)
  },

  async decide(tx: Queryable, id: string, { state, now }: { state: ImageState; now: Date }): Promise<void> {
    await tx.query(
      {
        name: 'image-decide',
        text: 'update images set state = $2, decided_at = $3, check_at = null where id = $1',
      },
      [id, state, now],
    )
  },

  /** Takes images that WeChat has to be asked about by now; whoever does not come back is asked about again at `again`. */
  claimDue(
    db: Queryable,
    { now, again, limit }: { now: Date; again: Date; limit: number },
  ): Promise<ImageRow[]> {
    return db.query<ImageRow>(
      {
        name: 'image-claim-due',
        text: `update images set check_at = $2, checks = checks + 1
               where id in (select id from images where check_at <= $1 order by check_at limit $3 for update skip locked)
               returning ${IMAGE_COLUMNS}`,
      },
      [now, again, limit],
    )
  },

  /** When WeChat is to be asked about an undecided image again; null: no more. */
  async setCheck(db: Queryable, id: string, checkAt: Date | null): Promise<void> {
    await db.query(
      {
        name: 'image-set-check',
        text: `update images set check_at = $2 where id = $1 and state = 'pending'`,
      },
      [id, checkAt],
    )
  },

  async noteQuestion(
    db: Queryable,
    { traceId, imageId, askedAt }: { traceId: string; imageId: string; askedAt: Date },
  ): Promise<void> {
    await db.query(
      {
        name: 'image-note-question',
        text: `insert into image_checks (trace_id, image_id, asked_at) values ($1, $2, $3)
               on conflict (trace_id) do nothing`,
      },
      [traceId, imageId, askedAt],
    )
  },

  /** The image that this question was about. */
  async byTrace(db: Queryable, traceId: string): Promise<string | undefined> {
    const [row] = await db.query<{ image_id: string }>(
      { name: 'image-by-trace', text: 'select image_id from image_checks where trace_id = $1' },
      [traceId],
    )
    return row?.image_id
  },
}
