import type { User } from '@kaibo/live-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Managers, openManagers } from '../testing/managers.ts'
import { openPostgresStore, postgresStores } from '../testing/postgres-store.ts'

describe.each(postgresStores)('several reconcilers on one %s', () => {
  let managers: Managers
  let others: Managers[]
  let owner: User
  beforeAll(async () => {
    managers = await openManagers('reconcilers', { database: await openPostgresStore() })
    const { database, clock, streams } = managers
    others = await Promise.all(
      ['b', 'c'].map((holder) => openManagers(holder, { database, clock, streams, holder })),
    )
    owner = await managers.newUser('owner')
  })
  afterAll(() => managers?.database.close())

  test('at work at once tell the provider of each stream once', async () => {
    const rooms = await Promise.all(Array.from({ length: 40 }, () => managers.newRoom(owner)))
    for (const { id } of rooms) {
      await managers.pushUrls.issuePushUrl(owner, id, {})
      await managers.rooms.endRoom(owner, id)
    }
    await Promise.all([managers, ...others].map(({ reconciler }) => reconciler.tick()))
    const told = managers.streams.told('forbid')
    expect(told.toSorted()).toEqual(rooms.map(({ streamName }) => streamName).toSorted())
  })
})
