import type { User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Managers, openManagers } from '../testing/managers.ts'
import { CALLBACK_NOW, signed } from '../testing/signed-callback.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('provider-events')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms, provider_events cascade')
  room = await managers.newRoom(owner)
})

const deliver = (fields: Record<string, unknown> = {}) =>
  managers.deliver({ stream_id: room.streamName, ...fields })
const shown = () => managers.rooms.getRoom(room.id)
const secondsAgo = (seconds: number) => signed(Math.floor(managers.clock() / 1000) - seconds)

describe('an event that is not about a push', () => {
  const events = () =>
    rowsOf(managers.database, 'select event_type, stream_name, verified, payload from provider_events')
  const record = { event_type: 100, event_time: CALLBACK_NOW, file_id: '9896587163587488063', file_size: 1 }

  test('is kept once however often it comes, without what must not be kept, and changes no room', async () => {
    await Promise.all(Array.from({ length: 5 }, () => deliver(record)))
    managers.clock.advance(60_000)
    await deliver({ ...record, user_ip: '198.51.100.8' })
    const kept = await events()
    expect(kept).toMatchObject([{ event_type: 100, stream_name: room.streamName, verified: true }])
    expect(String(kept[0]?.payload)).not.toMatch(/sign|198\.51|"t"|stream_param|node/)
    expect(JSON.parse(String(kept[0]?.payload))).toMatchObject(record)
    expect(await shown()).toMatchObject({ status: 'waiting', version: 1 })
  })

  test('that comes stale is kept as unverified until a fresh one confirms it, and never the other way', async () => {
    await deliver({ ...record, ...secondsAgo(900) })
    expect(await events()).toMatchObject([{ verified: false }])
    await deliver(record)
    expect(await events()).toMatchObject([{ verified: true }])
    await deliver({ ...record, ...secondsAgo(900) })
    expect(await events()).toMatchObject([{ verified: true }])
  })

  test('may hold what a database refuses: NUL, lone surrogates, long texts', async () => {
    await deliver({ ...record, nul: 'a\u0000b', half: '\ud800', long: 'x'.repeat(7_000), 'k\u0000': 1 })
    expect(await events()).toHaveLength(1)
  })
})
