import { subscription, type User } from '@kaibo/live-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Managers, openManagers } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'
import { SubscriptionManager } from './subscription-manager.ts'

const template = { id: 'template-1', fields: {} }
const accepted = { templateId: 'template-1' }

let managers: Managers
let owner: User
let viewer: User
let subscriptions: SubscriptionManager
beforeAll(async () => {
  managers = await openManagers('subscriptions')
  owner = await managers.newUser('owner')
  viewer = await managers.newUser('viewer')
  subscriptions = new SubscriptionManager({ database: managers.database, clock: managers.clock, template })
})
afterAll(() => managers.database.close())

const waiting = async (roomId: string) =>
  (
    await rowsOf(
      managers.database,
      `select 1 from room_subscriptions where room_id = $1 and state = 'waiting'`,
      [roomId],
    )
  ).length

describe('a room that waits for its show', () => {
  test('offers a message, and notes an acceptance once, however often it is sent', async () => {
    const { id } = await managers.newRoom(owner)
    const before = await subscriptions.get(viewer, id)
    expect(subscription.parse(before)).toEqual({ subscribed: false, templateId: 'template-1' })
    for (let index = 0; index < 3; index += 1) {
      expect(await subscriptions.subscribe(viewer, id, accepted)).toEqual({
        subscribed: true,
        templateId: 'template-1',
      })
    }
    expect(await waiting(id)).toBe(1)
    expect(await subscriptions.get(owner, id)).toMatchObject({ subscribed: false })
  })

  test('does not take an acceptance of another template, and says which one is sent', async () => {
    const { id } = await managers.newRoom(owner)
    const answer = await subscriptions.subscribe(viewer, id, { templateId: 'template-0' })
    expect(answer).toEqual({ subscribed: false, templateId: 'template-1' })
    expect(await waiting(id)).toBe(0)
  })
})

test.each([
  ['is live', 'live', async (streamName: string) => managers.deliver({ stream_id: streamName })],
  [
    'is interrupted',
    'live',
    async (streamName: string) => {
      await managers.deliver({ stream_id: streamName })
      await managers.deliver({ stream_id: streamName, event_type: 0 })
    },
  ],
  ['has ended', 'ended', async (_: string, id: string) => managers.rooms.endRoom(owner, id)],
] as const)('a room that %s offers none, and takes none', async (_, unavailable, happen) => {
  const { id, streamName } = await managers.newRoom(owner)
  await happen(streamName, id)
  expect(await subscriptions.get(viewer, id)).toEqual({ subscribed: false, unavailable })
  expect(await subscriptions.subscribe(viewer, id, accepted)).toEqual({ subscribed: false, unavailable })
  expect(await waiting(id)).toBe(0)
})

test('a server without a template offers none, and takes none', async () => {
  const { id } = await managers.newRoom(owner)
  const off = new SubscriptionManager({
    database: managers.database,
    clock: managers.clock,
    template: undefined,
  })
  expect(await off.get(viewer, id)).toEqual({ subscribed: false, unavailable: 'off' })
  expect(await off.subscribe(viewer, id, accepted)).toEqual({ subscribed: false, unavailable: 'off' })
  expect(await waiting(id)).toBe(0)
})

test('an absent room is not found', async () => {
  const absent = `room_${'0'.repeat(20)}`
  await expect(subscriptions.get(viewer, absent)).rejects.toMatchObject({ code: 'not_found' })
  await expect(subscriptions.subscribe(viewer, absent, accepted)).rejects.toMatchObject({ code: 'not_found' })
})
