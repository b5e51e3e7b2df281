import { me, type Role, type User } from '@kaibo/live-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BroadcastPolicy } from '../config/config.ts'
import type { Database } from '../storage/database.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { openTestStore } from '../testing/test-store.ts'

let database: Database
beforeAll(async () => {
  database = await openTestStore()
})
afterAll(() => database.close())

const policies: Record<BroadcastPolicy, Role[]> = {
  open: ['viewer', 'broadcaster', 'moderator', 'operator'],
  'allow-list': ['broadcaster', 'moderator', 'operator'],
  application: ['broadcaster', 'moderator', 'operator'],
}

/** A person with that role, as the handlers get them. */
async function callerWith(managers: Managers, name: string, role: Role) {
  const { token, user } = await managers.logIn(name)
  await managers.roles.grantRole({ userId: user.id, role, actor: 'cli' })
  return managers.sessions.authenticate(`Bearer ${token}`)
}

describe.each(Object.entries(policies) as [BroadcastPolicy, Role[]][])(
  'under the policy %s',
  (policy, mayBroadcast) => {
    let managers: Managers
    beforeAll(async () => {
      managers = await openManagers(policy, { database, broadcastPolicy: policy })
      await callerWith(managers, `${policy}-first`, 'operator')
    })

    test('each person sees the role that was given, and whether they may broadcast', async () => {
      for (const role of ['viewer', 'broadcaster', 'moderator', 'operator'] as const) {
        const caller = await callerWith(managers, `${policy}-${role}`, role)
        const seen = await managers.me.getMe(caller)
        expect(me.parse(seen)).toEqual(seen)
        expect(seen).toEqual({
          id: caller.id,
          displayName: caller.displayName,
          avatarUrl: null,
          role,
          mayBroadcast: mayBroadcast.includes(role),
          application: null,
        })
      }
    })
  },
)

test('a new name is what everybody sees from then on', async () => {
  const managers = await openManagers('rename', { database })
  const caller = await callerWith(managers, 'renamed', 'viewer')
  const { id } = await managers.newRoom(caller satisfies User)
  expect(await managers.me.rename(caller, '小开')).toMatchObject({ id: caller.id, displayName: '小开' })
  expect((await managers.rooms.getRoom(id)).broadcaster).toEqual({ id: caller.id, displayName: '小开' })
  expect((await managers.logIn('renamed')).user.displayName).toBe('小开')
})
