import type { Database } from '@kaibo/api'
import { streamNameOf } from '../../support/callbacks.ts'
import type { ProviderWorld } from './provider-world.ts'

/** A room with its stream and the right to push it. */
export type OpenStream = { roomId: string; streamName: string; url: string }

export async function openStream({ broadcaster }: ProviderWorld): Promise<OpenStream> {
  const { id } = await broadcaster.createRoom()
  const { url } = await broadcaster.pushUrl(id)
  return { roomId: id, streamName: streamNameOf(url), url }
}

export type StoredFact = { type: string; sequence: string; binding: string }

/** What is recorded of a stream's pushes, starts first. */
export const factsOf = (database: Database, streamName: string): Promise<StoredFact[]> =>
  database.query<StoredFact>(
    {
      name: '',
      text: `select type, sequence, binding from push_facts where stream_name = $1
             order by received_at, type desc`,
    },
    [streamName],
  )

/** Wants a stream so from now on, as the API does itself when a room ends or gets another stream. */
export async function want(
  database: Database,
  streamName: string,
  state: 'allowed' | 'forbidden',
): Promise<void> {
  await database.query(
    {
      name: '',
      text: `update streams set desired_state = $2, desired_generation = desired_generation + 1, apply_at = now()
             where name = $1`,
    },
    [streamName, state],
  )
}

/** Whether the provider has confirmed what is wanted of a stream. */
export async function isApplied(database: Database, streamName: string): Promise<boolean> {
  const [row] = await database.query<{ applied: boolean }>(
    {
      name: '',
      text: 'select applied_generation >= desired_generation as applied from streams where name = $1',
    },
    [streamName],
  )
  return row?.applied ?? false
}
