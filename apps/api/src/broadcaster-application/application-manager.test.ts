import { applicationList, broadcasterApplication, type Role } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '../session/caller.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let operator: Caller
let people = 0

beforeAll(async () => {
  managers = await openManagers('applications', { broadcastPolicy: 'application' })
  operator = await person('operator')
})
afterAll(() => managers.database.close())
beforeEach(() => rowsOf(managers.database, 'delete from audit_log'))

async function person(role: Role = 'viewer', of = managers): Promise<Caller> {
  const { token, user } = await of.logIn(`person-${people++}`)
  await of.roles.grantRole({ userId: user.id, role, actor: 'cli' })
  return of.sessions.authenticate(`Bearer ${token}`)
}
const roleOf = async ({ id }: { id: string }) =>
  (await rowsOf<{ role: Role }>(managers.database, 'select role from users where id = $1', [id]))[0]?.role
const actions = async () =>
  (await rowsOf<{ action: string }>(managers.database, 'select action from audit_log order by id')).map(
    ({ action }) => action,
  )
const approve = (id: string, note?: string) =>
  managers.applications.decide(operator, id, { decision: 'approved', ...(note ? { note } : {}) })
const refuse = (id: string) => managers.applications.decide(operator, id, { decision: 'refused' })

describe('an application', () => {
  test('is open until it is decided, and its person sees it', async () => {
    const applicant = await person()
    const application = await managers.applications.apply(applicant, '我卖茶叶')
    expect(broadcasterApplication.parse(application)).toEqual(application)
    expect(application).toMatchObject({ state: 'open', reason: '我卖茶叶', applicant: { id: applicant.id } })
    expect((await managers.me.getMe(applicant)).application).toEqual(application)
    expect(await roleOf(applicant)).toBe('viewer')
  })

  test('is one at a time: of 20 at once one is filed', async () => {
    const applicant = await person()
    const tries = Array.from({ length: 20 }, () => managers.applications.apply(applicant, 'please'))
    const outcomes = await Promise.allSettled(tries)
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason.code] : [],
    )
    expect(refusals).toEqual(Array(19).fill('application_pending'))
  })

  test.each(['broadcaster', 'moderator', 'operator'] as const)('is not needed by a %s', async (role) => {
    const applicant = await person(role)
    await expect(managers.applications.apply(applicant, 'x')).rejects.toMatchObject({
      code: 'application_not_needed',
    })
  })

  test.each([
    ['open', 'application_not_needed'],
    ['allow-list', 'applications_closed'],
  ] as const)('is not taken under the policy %s', async (broadcastPolicy, code) => {
    const { database } = managers
    const others = await openManagers(broadcastPolicy, { database, broadcastPolicy })
    const applicant = await person('viewer', others)
    await expect(others.applications.apply(applicant, 'x')).rejects.toMatchObject({ code })
  })
})

describe('a decision', () => {
  test('to approve gives the role at once, tells the note, and is noted with its operator', async () => {
    const applicant = await person()
    const { id } = await managers.applications.apply(applicant, 'please')
    const decided = await approve(id, '欢迎')
    expect(decided).toMatchObject({ state: 'approved', note: '欢迎', decidedAt: expect.any(String) })
    expect(await roleOf(applicant)).toBe('broadcaster')
    expect((await managers.me.getMe({ ...applicant, role: 'broadcaster' })).application).toEqual(decided)
    const rows = await rowsOf(
      managers.database,
      'select actor_user_id, action, target_kind, target_id, detail from audit_log where actor_user_id = $1',
      [operator.id],
    )
    expect(rows).toEqual([
      {
        actor_user_id: operator.id,
        action: 'application.approved',
        target_kind: 'broadcaster-application',
        target_id: id,
        detail: { applicantId: applicant.id },
      },
      {
        actor_user_id: operator.id,
        action: 'role.changed',
        target_kind: 'user',
        target_id: applicant.id,
        detail: { from: 'viewer', to: 'broadcaster' },
      },
    ])
  })

  test('to refuse gives nothing, and the person may apply anew', async () => {
    const applicant = await person()
    const first = await managers.applications.apply(applicant, 'please')
    expect(await refuse(first.id)).toMatchObject({ state: 'refused' })
    expect(await roleOf(applicant)).toBe('viewer')
    managers.clock.advance(1)
    const again = await managers.applications.apply(applicant, 'please!')
    expect((await managers.me.getMe(applicant)).application).toEqual(again)
  })

  test('is made once: the same again changes nothing, another is refused', async () => {
    const { id } = await managers.applications.apply(await person(), 'please')
    const decided = await refuse(id)
    managers.clock.advance(1_000)
    expect(await refuse(id)).toEqual(decided)
    await expect(approve(id)).rejects.toMatchObject({ code: 'application_decided' })
    expect(await actions()).toEqual(['application.refused'])
  })

  test('of two operators at once is one of them, and the role follows it', async () => {
    for (let round = 0; round < 10; round++) {
      const applicant = await person()
      const { id } = await managers.applications.apply(applicant, 'please')
      const outcomes = await Promise.allSettled([approve(id), refuse(id)])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await roleOf(applicant)).toBe(outcomes[0]?.status === 'fulfilled' ? 'broadcaster' : 'viewer')
    }
  })

  test('to approve lowers nobody who was given more meanwhile', async () => {
    const applicant = await person()
    const { id } = await managers.applications.apply(applicant, 'please')
    await managers.roles.grantRole({ userId: applicant.id, role: 'moderator', actor: { id: operator.id } })
    await approve(id)
    expect(await roleOf(applicant)).toBe('moderator')
  })

  test('about an absent application is not found', async () => {
    await expect(approve(`application_${'z'.repeat(20)}`)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the list', () => {
  test('is oldest first, pages without gap or repetition, and shows the states that are asked for', async () => {
    const filed: string[] = []
    const before = new Set((await managers.applications.list({})).items.map(({ id }) => id))
    for (let index = 0; index < 7; index++) {
      // Two of them at the same instant.
      if (index !== 3) managers.clock.advance(1)
      filed.push((await managers.applications.apply(await person(), `reason ${index}`)).id)
    }
    await approve(filed[0] ?? '')
    await refuse(filed[1] ?? '')
    const listed: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await managers.applications.list({ limit: 3, ...(cursor ? { cursor } : {}) })
      expect(applicationList.parse(page)).toEqual(page)
      listed.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    const ours = listed.filter((id) => !before.has(id))
    expect([...ours].sort()).toEqual([...filed].sort())
    expect(ours.slice(0, 2)).toEqual(filed.slice(0, 2))
    const open = await managers.applications.list({ state: ['open'], limit: 100 })
    expect(open.items.every(({ state }) => state === 'open')).toBe(true)
    expect(open.items.map(({ id }) => id)).toEqual(expect.arrayContaining(filed.slice(2)))
  })

  test.each(['x', 'room', Buffer.from(`1.room_${'0'.repeat(20)}`).toString('base64url')])(
    'refuses the cursor %j, which it never gave out',
    async (cursor) => {
      await expect(managers.applications.list({ cursor })).rejects.toMatchObject({ code: 'invalid_request' })
    },
  )
})
