import type { RandomBytes } from '../random.ts'
import type { Queryable } from '../storage/database.ts'
import { newStreamName } from './stream-name.ts'
import { type MadeBecause, streamStore } from './stream-store.ts'

export type ReplaceStream = (
  tx: Queryable,
  roomId: string,
  because: Exclude<MadeBecause, 'opened'>,
  now: Date,
) => Promise<void>

/**
 * Gives a locked room a fresh stream and wants every older one forbidden: who pushes there is cut, and a command that
 * reaches the provider late can only hit a name that nobody uses any more.
 */
export function createReplaceStream(random: RandomBytes, provider: string): ReplaceStream {
  return async (tx, roomId, because, now) => {
    const { generation } = await streamStore.current(tx, roomId)
    await streamStore.insert(tx, {
      name: newStreamName(random),
      roomId,
      generation: generation + 1,
      provider,
      because,
      createdAt: now,
    })
    await streamStore.forbid(tx, roomId, { now, olderThan: generation + 1 })
  }
}
