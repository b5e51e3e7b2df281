import type { PushFact, PushUrlReason, StreamFacts, StreamObservation } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'
import type { Binding } from './push-token.ts'

/** Streams, their issued push URLs and the journal of what the provider said of them. */
export const streamStore = {
  async insert(
    tx: Queryable,
    stream: { name: string; roomId: string; generation: number; provider: string; createdAt: Date },
  ): Promise<void> {
    await tx.query(
      {
        name: 'stream-insert',
        text: 'insert into streams (name, room_id, generation, provider, created_at) values ($1, $2, $3, $4, $5)',
      },
      [stream.name, stream.roomId, stream.generation, stream.provider, stream.createdAt],
    )
  },

  /** The room's current stream: the newest generation. */
  async currentName(db: Queryable, roomId: string): Promise<string> {
    const [row] = await db.query<{ name: string }>(
      {
        name: 'stream-current',
        text: 'select name from streams where room_id = $1 order by generation desc limit 1',
      },
      [roomId],
    )
    if (!row) throw new Error(`Room ${roomId} has no stream`)
    return row.name
  },

  async roomIdOf(db: Queryable, streamName: string): Promise<string | undefined> {
    const [row] = await db.query<{ room_id: string }>(
      { name: 'stream-room', text: 'select room_id from streams where name = $1' },
      [streamName],
    )
    return row?.room_id
  },

  async insertPushUrlIssue(
    tx: Queryable,
    issue: { id: string; streamName: string; reason: PushUrlReason; issuedAt: Date; expiresAt: Date },
  ): Promise<void> {
    await tx.query(
      {
        name: 'push-url-issue-insert',
        text: 'insert into push_url_issues (id, stream_name, reason, issued_at, expires_at) values ($1, $2, $3, $4, $5)',
      },
      [issue.id, issue.streamName, issue.reason, issue.issuedAt, issue.expiresAt],
    )
  },

  /** Records a push fact once; a repetition changes nothing. Returns whether it was new. */
  async insertPushFact(tx: Queryable, streamName: string, fact: RecordedPushFact): Promise<boolean> {
    const rows = await tx.query(
      {
        name: 'push-fact-insert',
        // The issue may be gone (a store restored from a copy): that is no reason to refuse the fact.
        text: `insert into push_facts (stream_name, sequence, type, occurred_at, received_at, binding,
                 push_url_issue_id, end_code, end_sub_code, details)
               values ($1, $2, $3, $4, $5, $6, (select id from push_url_issues where id = $7), $8, $9, $10)
               on conflict (stream_name, sequence, type) do nothing returning sequence`,
      },
      [
        streamName,
        fact.sequence,
        fact.type,
        new Date(fact.occurredAtMs),
        new Date(fact.receivedAtMs),
        fact.binding,
        fact.issueId ?? null,
        fact.endCode ?? null,
        fact.endSubCode ?? null,
        JSON.stringify(fact.details),
      ],
    )
    return rows.length === 1
  },

  /** All facts about a room's streams. */
  async facts(tx: Queryable, roomId: string): Promise<StreamFacts[]> {
    const streams = await tx.query<{ name: string; generation: number }>(
      { name: 'streams-of-room', text: 'select name, generation from streams where room_id = $1' },
      [roomId],
    )
    const names = streams.map((stream) => stream.name)
    const pushes = await tx.query<PushFactRow>(
      {
        name: 'push-facts-of-streams',
        text: 'select stream_name, sequence, type, occurred_at, received_at from push_facts where stream_name = any($1)',
      },
      [names],
    )
    const observations = await tx.query<ObservationRow>(
      {
        name: 'observations-of-streams',
        text: 'select stream_name, state, observed_at from stream_observations where stream_name = any($1)',
      },
      [names],
    )
    return streams.map(({ name, generation }) => ({
      generation,
      pushes: pushes.filter((row) => row.stream_name === name).map(toPushFact),
      observations: observations.filter((row) => row.stream_name === name).map(toObservation),
    }))
  },
}

/** A push fact as it is recorded: with what explains it and what its token proved. */
export type RecordedPushFact = PushFact & {
  binding: Binding
  issueId?: string
  endCode?: number
  endSubCode?: number
  details: Record<string, string | number>
}

type PushFactRow = {
  stream_name: string
  sequence: string
  type: PushFact['type']
  occurred_at: Date
  received_at: Date
}
type ObservationRow = { stream_name: string; state: StreamObservation['state']; observed_at: Date }

const toPushFact = (row: PushFactRow): PushFact => ({
  type: row.type,
  sequence: row.sequence,
  occurredAtMs: row.occurred_at.getTime(),
  receivedAtMs: row.received_at.getTime(),
})

const toObservation = (row: ObservationRow): StreamObservation => ({
  state: row.state,
  observedAtMs: row.observed_at.getTime(),
})
