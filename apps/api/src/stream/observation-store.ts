import type { StreamObservation } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'

type ObservationRow = { stream_name: string; state: StreamObservation['state']; observed_at: Date }

/**
 * What the provider answered when it was asked. Of a long show's `active` answers the middle ones say nothing that
 * their neighbours do not: those older than this are dropped as newer ones come.
 */
const KEPT_WHOLE_MS = 10 * 60_000

export const observationStore = {
  async insert(
    tx: Queryable,
    streamName: string,
    state: StreamObservation['state'],
    at: Date,
  ): Promise<void> {
    await tx.query(
      {
        name: 'observation-insert',
        text: 'insert into stream_observations (stream_name, state, observed_at) values ($1, $2, $3)',
      },
      [streamName, state, at],
    )
    if (state === 'active') await thin(tx, streamName, new Date(at.getTime() - KEPT_WHOLE_MS))
  },

  async ofStreams(tx: Queryable, names: readonly string[]): Promise<Map<string, StreamObservation[]>> {
    const rows = await tx.query<ObservationRow>(
      {
        name: 'observations-of-streams',
        text: 'select stream_name, state, observed_at from stream_observations where stream_name = any($1)',
      },
      [names],
    )
    const observations = new Map<string, StreamObservation[]>()
    for (const { stream_name, state, observed_at } of rows) {
      const known = observations.get(stream_name) ?? []
      observations.set(stream_name, [...known, { state, observedAtMs: observed_at.getTime() }])
    }
    return observations
  },
}

/**
 * Drops the newest answer from before `before` when it and the one before it are `active` and nothing was heard of a
 * push between them (an end says which of the answers it explains, to the second): the fold is the same.
 */
async function thin(tx: Queryable, streamName: string, before: Date): Promise<void> {
  await tx.query(
    {
      name: 'observation-thin',
      text: `with aged as (
               select id, state, observed_at from stream_observations
               where stream_name = $1 and observed_at < $2 order by observed_at desc, id desc limit 2
             )
             delete from stream_observations where id = (select id from aged limit 1)
               and (select count(*) from aged where state = 'active') = 2
               and not exists (
                 select 1 from push_facts where stream_name = $1
                   and received_at >= (select min(observed_at) from aged) - interval '1 second'
                   and occurred_at <= (select max(observed_at) from aged)
               )`,
    },
    [streamName, before],
  )
}
