import type { Queryable } from '../storage/database.ts'

/**
 * `waiting`: for the room to go live. `sending`: taken. `sent`, `refused` (by the person), `failed` (nothing was sent),
 * `unknown` (it may have been sent, and is not sent again).
 */
export type SubscriptionState = 'waiting' | 'sending' | 'sent' | 'refused' | 'failed' | 'unknown'

export type Subscriber = { room_id: string; user_id: string; template_id: string }

/** Who wants a message when a room goes live. */
export const subscriptionStore = {
  /** Notes an acceptance. One that waits already stays as it is; after a message, it is a new one. */
  async accept(
    db: Queryable,
    { roomId, userId, templateId, now }: { roomId: string; userId: string; templateId: string; now: Date },
  ): Promise<void> {
    await db.query(
      {
        name: 'subscription-accept',
        text: `insert into room_subscriptions (room_id, user_id, template_id, state, subscribed_at)
               values ($1, $2, $3, 'waiting', $4)
               on conflict (room_id, user_id) do update
                 set template_id = excluded.template_id, state = 'waiting', subscribed_at = excluded.subscribed_at,
                   taken_at = null
                 where room_subscriptions.state <> 'sending'`,
      },
      [roomId, userId, templateId, now],
    )
  },

  async isWaiting(
    db: Queryable,
    { roomId, userId, templateId }: { roomId: string; userId: string; templateId: string },
  ): Promise<boolean> {
    const rows = await db.query(
      {
        name: 'subscription-is-waiting',
        text: `select 1 from room_subscriptions
               where room_id = $1 and user_id = $2 and template_id = $3 and state = 'waiting'`,
      },
      [roomId, userId, templateId],
    )
    return rows.length === 1
  },

  /** Takes subscribers for sending; nobody takes them again. */
  take(
    db: Queryable,
    { roomId, now, limit }: { roomId: string; now: Date; limit: number },
  ): Promise<Subscriber[]> {
    return db.query<Subscriber>(
      {
        name: 'subscription-take',
        text: `update room_subscriptions set state = 'sending', taken_at = $2
               where (room_id, user_id) in (
                 select room_id, user_id from room_subscriptions where room_id = $1 and state = 'waiting'
                 order by subscribed_at, user_id limit $3 for update skip locked)
               returning room_id, user_id, template_id`,
      },
      [roomId, now, limit],
    )
  },

  /** What became of a message that was taken. `waiting`: it was surely not sent, and may be taken again. */
  async settle(
    db: Queryable,
    { room_id, user_id }: Subscriber,
    state: Exclude<SubscriptionState, 'sending'>,
  ): Promise<void> {
    await db.query(
      {
        name: 'subscription-settle',
        text: `update room_subscriptions set state = $3 where room_id = $1 and user_id = $2 and state = 'sending'`,
      },
      [room_id, user_id, state],
    )
  },

  /** Those whose sender died in the middle: it may have been sent. */
  async giveUpTakenBefore(db: Queryable, roomId: string, before: Date): Promise<void> {
    await db.query(
      {
        name: 'subscription-give-up',
        text: `update room_subscriptions set state = 'unknown'
               where room_id = $1 and state = 'sending' and taken_at < $2`,
      },
      [roomId, before],
    )
  },
}
