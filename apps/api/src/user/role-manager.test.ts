import type { Role } from '@kaibo/live-core'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Managers, openManagers } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let operator: string
let second: string
let viewer: string

beforeAll(async () => {
  managers = await openManagers('roles', { broadcastPolicy: 'allow-list' })
  ;[operator = '', second = '', viewer = ''] = await Promise.all(
    ['operator', 'second', 'viewer'].map(async (name) => (await managers.newUser(name)).id),
  )
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(
    managers.database,
    `update users set role = case when id = $1 then 'operator' else 'viewer' end`,
    [operator],
  )
  await rowsOf(managers.database, 'delete from audit_log')
})

const grant = (userId: string, role: Role, actor: { id: string } | 'cli' = { id: operator }) =>
  managers.roles.grantRole({ userId, role, actor })
const auditRows = () =>
  rowsOf(
    managers.database,
    'select at, actor_user_id, action, target_kind, target_id, detail from audit_log order by id',
  )
const operators = async () =>
  (await rowsOf<{ id: string }>(managers.database, `select id from users where role = 'operator'`)).map(
    ({ id }) => id,
  )

describe('a role', () => {
  test('is given, and noted with who gave it, to whom, from what to what', async () => {
    expect(await grant(viewer, 'moderator')).toMatchObject({ id: viewer, role: 'moderator' })
    expect(await auditRows()).toEqual([
      {
        at: new Date(managers.clock()),
        actor_user_id: operator,
        action: 'role.changed',
        target_kind: 'user',
        target_id: viewer,
        detail: { from: 'viewer', to: 'moderator' },
      },
    ])
  })

  test('is noted as the command line’s when nobody’s session stood behind it', async () => {
    await grant(viewer, 'operator', 'cli')
    expect(await auditRows()).toMatchObject([
      { actor_user_id: null, detail: { from: 'viewer', to: 'operator', by: 'cli' } },
    ])
  })

  test('that the person has already changes nothing and is not noted', async () => {
    await grant(viewer, 'viewer')
    await grant(operator, 'operator')
    expect(await auditRows()).toEqual([])
  })

  test('of somebody who does not exist is not found, and not noted', async () => {
    await expect(grant(`user_${'z'.repeat(20)}`, 'operator')).rejects.toMatchObject({ code: 'not_found' })
    expect(await auditRows()).toEqual([])
  })
})

describe('the last operator', () => {
  test.each(['viewer', 'broadcaster', 'moderator'] as const)(
    'is not made a %s, by nobody, and the try is no change',
    async (role) => {
      for (const actor of [{ id: operator }, 'cli'] as const) {
        await expect(grant(operator, role, actor)).rejects.toMatchObject({ code: 'last_operator' })
      }
      expect(await operators()).toEqual([operator])
      expect(await auditRows()).toEqual([])
    },
  )

  test('is one of two who lower one another at once, in each of 20 rounds', async () => {
    for (let round = 0; round < 20; round++) {
      await grant(operator, 'operator', 'cli')
      await grant(second, 'operator', 'cli')
      const outcomes = await Promise.allSettled([
        grant(second, 'viewer', { id: operator }),
        grant(operator, 'viewer', { id: second }),
      ])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await operators()).toHaveLength(1)
    }
  })

  test('remains after any changes of roles, many at a time, and the log tells how each role came about', async () => {
    const change = fc.record({
      person: fc.constantFrom(0, 1, 2),
      role: fc.constantFrom<Role>('viewer', 'broadcaster', 'operator', 'operator'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
        async (rounds) => {
          const people = [operator, second, viewer]
          for (const round of rounds) {
            await Promise.allSettled(round.map(({ person, role }) => grant(people[person] ?? '', role)))
            expect((await operators()).length).toBeGreaterThan(0)
          }
          const rows = (await auditRows()) as { target_id: string; detail: { from: Role; to: Role } }[]
          for (const id of people) {
            const steps = rows.filter((row) => row.target_id === id).map(({ detail }) => detail)
            for (const [index, step] of steps.entries()) {
              expect(step.from).not.toBe(step.to)
              if (index > 0) expect(step.from).toBe(steps[index - 1]?.to)
            }
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})
