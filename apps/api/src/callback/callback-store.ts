import type { OtherEvent } from '../provider/provider-callback.ts'
import type { Queryable } from '../storage/database.ts'

/** What callbacks leave behind besides push facts. */
export const callbackStore = {
  /** Keeps an event once, however often it is sent. Fresh word confirms what was kept unverified before. */
  async keepEvent(
    tx: Queryable,
    event: OtherEvent,
    { provider, verified, now }: { provider: string; verified: boolean; now: Date },
  ): Promise<void> {
    await tx.query(
      {
        name: 'provider-event-keep',
        text: `insert into provider_events (digest, provider, event_type, stream_name, verified, payload, received_at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (digest) do update set verified = provider_events.verified or excluded.verified`,
      },
      [
        event.digest,
        provider,
        event.eventType,
        event.streamName ?? null,
        verified,
        JSON.stringify(event.payload),
        now,
      ],
    )
  },
}
