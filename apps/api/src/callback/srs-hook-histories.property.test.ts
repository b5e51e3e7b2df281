import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { SrsHooks } from '../testing/srs-hooks.ts'

let srs: SrsHooks
beforeAll(async () => {
  srs = await SrsHooks.open('srs-hook-histories')
})
afterAll(() => srs.managers.database.close())

test('100 random lives of connections, each with repeated and lost hooks: the room is live while one pushes', async () => {
  const life = fc.record({ ends: fc.boolean(), repeats: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 5 }), fc.nat(), async (lives, shift) => {
      await srs.newRoom()
      const url = await srs.issue()
      const events = lives.flatMap(({ ends, repeats }, index) => {
        const client = { ...url, client_id: `c${index}` }
        return [
          () => srs.publish(client),
          ...(ends ? [() => srs.unpublish(client)] : []),
          ...(ends && repeats ? [() => srs.unpublish(client)] : []),
        ]
      })
      // The first start may be heard last, even after its own end.
      for (const event of [...events.slice(shift % 2), ...events.slice(0, shift % 2)]) await event()
      const open = lives.some(({ ends }) => !ends)
      expect(await srs.shown()).toBe(open ? 'live' : 'interrupted')
      await expectSoundJournal(srs.managers.database, srs.room.id)
    }),
    { numRuns: 100 },
  )
})
