import type { Logger } from 'pino'
import type { Rhythm } from '../config/rhythm.ts'
import type { OutboxPublisher } from '../outbox/outbox-publisher.ts'
import type { RoomSweeper } from '../sweep/room-sweeper.ts'
import type { StreamReconciler } from '../sweep/stream-reconciler.ts'
import type { Housekeeper } from './housekeeper.ts'
import { startWorker, type WorkerOptions, type WorkerVitals } from './worker.ts'

/** All that goes on by itself in one process. */
export type Background = {
  vitals(): WorkerVitals[]
  /** Something was committed: whoever works on it need not wait for the next tick. */
  wake(): void
  stop(): Promise<void>
}

const HOUSEKEEPING_MS = 60_000

type Parts = {
  sweeper: RoomSweeper
  reconciler: StreamReconciler
  outbox: OutboxPublisher
  housekeeper: Housekeeper
  /** What else goes on by itself. */
  others?: readonly Omit<WorkerOptions, 'logger'>[]
}

export function startBackground(
  { sweeper, reconciler, outbox, housekeeper, others = [] }: Parts,
  { rhythm, logger }: { rhythm: Rhythm; logger: Logger },
): Background {
  const sweeping = startWorker({
    name: 'sweeper',
    everyMs: rhythm.sweepMs,
    tick: () => sweeper.tick(),
    logger,
  })
  const reconciling = startWorker({
    name: 'reconciler',
    everyMs: rhythm.sweepMs,
    tick: () => reconciler.tick(),
    logger,
  })
  const publishing = startWorker({
    name: 'outbox',
    everyMs: rhythm.outboxMs,
    tick: () => outbox.tick(),
    logger,
  })
  const tidying = startWorker({
    name: 'housekeeper',
    everyMs: HOUSEKEEPING_MS,
    tick: () => housekeeper.tick(),
    logger,
  })
  const rest = others.map((options) => startWorker({ ...options, logger }))
  const workers = [sweeping, reconciling, publishing, tidying, ...rest]
  return {
    vitals: () => workers.map((worker) => worker.vitals()),
    wake() {
      reconciling.wake()
      publishing.wake()
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()))
      // The store may be gone; the lease then expires by itself.
      await sweeper.release().catch(() => {})
    },
  }
}
