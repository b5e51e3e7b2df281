import { broadcasterApplication, type Me, me, type Role } from '@kaibo/live-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeKinds } from '../support/stores.ts'
import { type Person, startWorld, type World } from './support/world.ts'

const ROUNDS = 30

describe.each(storeKinds)('roles on the %s store', (kind) => {
  let world: World
  beforeAll(async () => {
    world = await startWorld(kind)
  })
  afterAll(() => world?.stop())

  const meOf = async (person: Person): Promise<Me> => me.parse((await person.send('/v1/me')).body)
  const roleOf = async (person: Person) => (await meOf(person)).role
  const give = (giver: Person, { user }: Person, role: Role) =>
    giver.send(`/v1/users/${user.id}/role`, { body: { role } })
  const apply = async (person: Person) => {
    const answer = await person.send('/v1/broadcaster-applications', { body: { reason: '卖自家的茶叶' } })
    return broadcasterApplication.parse(answer.body).id
  }
  const decide = (operator: Person, id: string, decision: 'approved' | 'refused') =>
    operator.send(`/v1/broadcaster-applications/${id}/decision`, { body: { decision, note: 'Matrix' } })

  test('a person broadcasts from the moment an operator approves, and no longer when the role is taken back', async () => {
    const person = await world.newPerson()
    const open = () => person.send('/v1/rooms', { body: { title: 'First' } })
    expect((await open()).status).toBe(403)
    const id = await apply(person)
    expect(await meOf(person)).toMatchObject({ mayBroadcast: false, application: { id, state: 'open' } })
    expect((await decide(world.founder, id, 'approved')).status).toBe(200)
    expect((await open()).status).toBe(201)
    expect(await meOf(person)).toMatchObject({
      role: 'broadcaster',
      mayBroadcast: true,
      application: { state: 'approved', note: 'Matrix' },
    })
    await give(world.founder, person, 'viewer')
    expect((await open()).status).toBe(403)
  })

  test(`two operators who lower one another at once leave exactly one, in each of ${ROUNDS} rounds`, async () => {
    const [one, two] = [await world.newPerson(), await world.newPerson()]
    for (let round = 0; round < ROUNDS; round++) {
      await world.setRole(one, 'operator')
      await world.setRole(two, 'operator')
      await world.setRole(world.founder, 'viewer')
      const answers = await Promise.all([give(one, two, 'viewer'), give(two, one, 'viewer')])
      const roles = [await roleOf(one), await roleOf(two)]
      expect(roles.sort()).toEqual(['operator', 'viewer'])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.toBeOneOf([403, 409])])
      await world.setRole(world.founder, 'operator')
    }
  })

  test(`an application that two operators decide at once is decided once, and the role follows, in ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const person = await world.newPerson()
      const id = await apply(person)
      const answers = await Promise.all([
        decide(world.founder, id, 'approved'),
        decide(world.founder, id, 'refused'),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const { role, application } = await meOf(person)
      expect(role).toBe(application?.state === 'approved' ? 'broadcaster' : 'viewer')
    }
  })

  test('of 20 applications of one person at once one is open', async () => {
    const person = await world.newPerson()
    const tries = Array.from({ length: 20 }, () =>
      person.send('/v1/broadcaster-applications', { body: { reason: 'please' } }),
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([201, ...Array(19).fill(409)])
  })
})
