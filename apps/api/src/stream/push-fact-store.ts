import type { PushFact } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'
import type { Binding } from './push-token.ts'

/** A push fact as it is recorded: with what explains it and what its token proved. */
export type RecordedPushFact = Omit<PushFact, 'proven'> & {
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
  binding: Binding
  end_code: number | null
  end_sub_code: number | null
}

/** A push fact with what explains an end. */
export type ExplainedPushFact = PushFact & { endCode?: number; endSubCode?: number }

/** The journal of what the provider said by itself. */
export const pushFactStore = {
  /** Records a fact once; a repetition changes nothing. Returns whether it was new. */
  async insert(tx: Queryable, streamName: string, fact: RecordedPushFact): Promise<boolean> {
    const rows = await tx.query(
      {
        name: 'push-fact-insert',
        // The issue may be gone (a store restored from a copy): that is no reason to refuse the fact.
        text: `insert into push_facts (stream_name, sequence, type, occurred_at, received_at, binding,
                 push_url_issue_id, end_code, end_sub_code, details)
               values ($1, $2, $3, $4, $5, $6, (select id from push_url_issues where id = $7), $8, $9, $10)
               on conflict (stream_name, sequence, type, binding) do nothing returning sequence`,
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

  /** How many facts a stream got since then: proofs and claims apart, so that claims cannot crowd proofs out. */
  async countSince(
    tx: Queryable,
    streamName: string,
    { proven, since }: { proven: boolean; since: Date },
  ): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      {
        name: 'push-facts-since',
        text: `select count(*)::int as count from push_facts
               where stream_name = $1 and received_at > $2 and (binding = 'bound') = $3`,
      },
      [streamName, since, proven],
    )
    return row?.count ?? 0
  },

  async ofStreams(tx: Queryable, names: readonly string[]): Promise<Map<string, ExplainedPushFact[]>> {
    const rows = await tx.query<PushFactRow>(
      {
        name: 'push-facts-of-streams',
        text: `select stream_name, sequence, type, occurred_at, received_at, binding, end_code, end_sub_code
               from push_facts where stream_name = any($1)`,
      },
      [names],
    )
    const facts = new Map<string, ExplainedPushFact[]>()
    for (const row of rows)
      facts.set(row.stream_name, [...(facts.get(row.stream_name) ?? []), toPushFact(row)])
    return facts
  },
}

const toPushFact = (row: PushFactRow): ExplainedPushFact => ({
  type: row.type,
  sequence: row.sequence,
  proven: row.binding === 'bound',
  occurredAtMs: row.occurred_at.getTime(),
  receivedAtMs: row.received_at.getTime(),
  ...(row.end_code === null ? {} : { endCode: row.end_code }),
  ...(row.end_sub_code === null ? {} : { endSubCode: row.end_sub_code }),
})
