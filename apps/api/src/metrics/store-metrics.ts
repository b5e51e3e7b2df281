import type { Clock } from '../clock.ts'
import { outboxStore } from '../outbox/outbox-store.ts'
import { roomCountStore } from '../room/room-count-store.ts'
import type { Database } from '../storage/database.ts'
import { streamWorkStore } from '../sweep/stream-work-store.ts'
import { cachedRead } from './cached-read.ts'
import { gauge, type Metric } from './metric.ts'
import type { MetricSource } from './registry.ts'

/** Scrapes come every 10 to 60 s, of every node and perhaps from two servers. */
const KEEP_MS = 5_000

type Dependencies = {
  database: Database
  clock: Clock
  /** A clock that only ever grows. */
  nowMs: () => number
}

/**
 * What the store says of all nodes' work together, so it is the same at each of them. Rooms that ended are not counted:
 * there are more of them every day, and counting them would cost more.
 */
export function storeMetrics({ database, clock, nowMs }: Dependencies): MetricSource {
  const read = cachedRead(() => readBacklogs(database, new Date(clock())), { keepMs: KEEP_MS, nowMs })
  return async () => {
    const backlogs = await read().catch(() => undefined)
    const up = gauge('kaibo_store_up', 'Whether the store answered', Number(backlogs !== undefined))
    return backlogs ? [up, ...describe(backlogs)] : [up]
  }
}

type Backlogs = Awaited<ReturnType<typeof readBacklogs>>

async function readBacklogs(database: Database, now: Date) {
  const [rooms, checks, streams, outbox] = await Promise.all([
    roomCountStore.open(database, now),
    roomCountStore.dueForCheck(database, now),
    streamWorkStore.backlog(database),
    outboxStore.backlog(database, now),
  ])
  return { rooms, checks, streams, outbox }
}

const describe = ({ rooms, checks, streams, outbox }: Backlogs): Metric[] => [
  gauge(
    'kaibo_rooms',
    'Rooms that have not ended, by status',
    Object.entries(rooms).map(([status, value]) => ({ labels: { status }, value })),
  ),
  gauge(
    'kaibo_rooms_due_for_check',
    'Rooms about which the provider should have been asked by now',
    checks.due,
  ),
  gauge('kaibo_room_check_overdue_seconds', 'How long the first of them has been due', checks.overdueSeconds),
  gauge(
    'kaibo_streams_to_apply',
    'Streams whose wanted state the provider has not confirmed',
    streams.waiting,
  ),
  gauge('kaibo_streams_failing', 'Those of them that were tried in vain', streams.failing),
  gauge('kaibo_outbox_unpublished', 'Changes of rooms that were not told yet', outbox.unpublished),
  gauge('kaibo_outbox_lag_seconds', 'How long the oldest of them has been waiting', outbox.lagSeconds),
]
