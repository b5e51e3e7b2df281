import type { User } from '@kaibo/live-core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
beforeAll(async () => {
  managers = await openManagers('callback-histories')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())

type Event = { event_type: 0 | 1; sequence: string; event_time: number }

/** One to three pushes of a stream, each with its end unless it still runs; neighbours in sequence and in time. */
const pushes = fc.array(fc.record({ ends: fc.boolean(), seconds: fc.nat({ max: 5 }) }), {
  minLength: 1,
  maxLength: 3,
})
const history = pushes.map((list) => {
  const events = list.flatMap(({ ends, seconds }, index): Event[] => {
    const sequence = String(2210464508206756938n + BigInt(index))
    const start: Event = { event_type: 1, sequence, event_time: 1_795_348_000 + index }
    return ends ? [start, { event_type: 0, sequence, event_time: start.event_time + seconds }] : [start]
  })
  return { events, live: list.some(({ ends }) => !ends) }
})

/** The history as it arrives: any order, some events again, the clock moving in between. */
const arrival = history.chain(({ events, live }) =>
  fc
    .tuple(
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.array(fc.constantFrom(...events), { maxLength: 3 }),
    )
    .chain(([once, again]) =>
      fc.record({
        order: fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length }),
        gapMs: fc.constantFrom(0, 1, 1_500),
        atOnce: fc.boolean(),
      }),
    )
    .map((how) => ({ events, live, ...how })),
)

test('150 histories in any order, with repetitions, one by one or at once: the room ends where the set says', async () => {
  await fc.assert(
    fc.asyncProperty(arrival, async ({ events, live, order, gapMs, atOnce }) => {
      const room = await managers.newRoom(owner)
      const send = (event: Event) => managers.deliver({ stream_id: room.streamName, ...event })
      if (atOnce) await Promise.all(order.map(send))
      else {
        for (const event of order) {
          managers.clock.advance(gapMs)
          await send(event)
        }
      }
      const { status, startedAt } = await managers.rooms.getRoom(room.id)
      expect(status).toBe(live ? 'live' : 'interrupted')
      expect(Date.parse(startedAt ?? '')).toBe(Math.min(...events.map((event) => event.event_time)) * 1000)
      const facts = await rowsOf(managers.database, 'select 1 from push_facts where stream_name = $1', [
        room.streamName,
      ])
      expect(facts).toHaveLength(events.length)
      await expectSoundJournal(managers.database, room.id)
    }),
    { numRuns: 150 },
  )
})
