import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Managers, openManagers } from '../testing/managers.ts'
import { exposition } from './exposition.ts'
import type { MetricSource } from './registry.ts'
import { storeMetrics } from './store-metrics.ts'

let managers: Managers
let source: MetricSource
let nowMs = 0
beforeAll(async () => {
  managers = await openManagers('store-metrics')
  const { database, clock } = managers
  source = storeMetrics({ database, clock, nowMs: () => nowMs })
})
afterAll(() => managers.database.close())

const values = async () =>
  exposition(await source())
    .split('\n')
    .filter((line) => /^[^#]/.test(line))
/** What is read a moment later, when nothing of the last read counts any more. */
const freshValues = () => {
  nowMs += 5_000
  return values()
}

test('an empty store has zeros, so that nothing in a chart begins only with the first trouble', async () => {
  expect(await values()).toEqual([
    'kaibo_store_up 1',
    'kaibo_rooms{status="scheduled"} 0',
    'kaibo_rooms{status="waiting"} 0',
    'kaibo_rooms{status="live"} 0',
    'kaibo_rooms{status="interrupted"} 0',
    'kaibo_rooms_due_for_check 0',
    'kaibo_room_check_overdue_seconds 0',
    'kaibo_streams_to_apply 0',
    'kaibo_streams_failing 0',
    'kaibo_outbox_unpublished 0',
    'kaibo_outbox_lag_seconds 0',
  ])
})

test('rooms are told by the status that viewers see, and what waits by how much and for how long', async () => {
  const { clock, rooms, deliver, newUser, newRoom } = managers
  const owner = await newUser('owner')
  const startsAt = new Date(clock() + 3_600_000).toISOString()
  await newRoom(owner, { title: 'scheduled', startsAt })
  await newRoom(owner)
  const shown = await newRoom(owner)
  const interrupted = await newRoom(owner)
  const ended = await newRoom(owner)
  for (const { streamName } of [shown, interrupted]) await deliver({ stream_id: streamName, sequence: '1' })
  await deliver({ stream_id: interrupted.streamName, sequence: '1', event_type: 0 })
  await rooms.endRoom(owner, ended.id)
  clock.advance(90_000)
  const told = await freshValues()
  expect(told).toEqual(
    expect.arrayContaining([
      'kaibo_rooms{status="scheduled"} 1',
      'kaibo_rooms{status="waiting"} 1',
      'kaibo_rooms{status="live"} 1',
      'kaibo_rooms{status="interrupted"} 1',
      'kaibo_streams_to_apply 1',
      'kaibo_outbox_lag_seconds 90',
    ]),
  )
  const numberOf = (name: string) => Number(told.find((line) => line.startsWith(`${name} `))?.split(' ')[1])
  expect(numberOf('kaibo_outbox_unpublished')).toBeGreaterThan(5)
  expect(numberOf('kaibo_rooms_due_for_check')).toBeGreaterThanOrEqual(2)
  expect(numberOf('kaibo_room_check_overdue_seconds')).toBeGreaterThan(30)
})

test('what was published, applied and asked about waits no longer', async () => {
  await managers.outbox.tick()
  await managers.reconciler.tick()
  await managers.sweeper.tick()
  expect(await freshValues()).toEqual(
    expect.arrayContaining([
      'kaibo_outbox_unpublished 0',
      'kaibo_outbox_lag_seconds 0',
      'kaibo_streams_to_apply 0',
      'kaibo_rooms_due_for_check 0',
    ]),
  )
})

test('no line names a room, a stream or a person', async () => {
  expect((await freshValues()).join('\n')).not.toMatch(/room_[0-9a-z]{20}|user_|[0-9a-f]{16}/)
})

test('a store that is away is told as such instead of making the scrape fail', async () => {
  const away = storeMetrics({
    database: { ...managers.database, query: () => Promise.reject(new Error('away')) },
    clock: managers.clock,
    nowMs: () => 0,
  })
  expect(exposition(await away())).toMatch(/\nkaibo_store_up 0\n$/)
})
