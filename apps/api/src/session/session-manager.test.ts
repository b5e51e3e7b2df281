import { createHash } from 'node:crypto'
import { session, type User } from '@kaibo/live-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Managers, openManagers, validity } from '../testing/managers.ts'
import { rowsOf, wholeStore } from '../testing/test-store.ts'
import type { Caller } from './caller.ts'

let managers: Managers
beforeAll(async () => {
  managers = await openManagers('sessions')
})
afterAll(() => managers.database.close())

const logIn = (openid: string) => managers.logIn(openid)
const userOf = (token: string) => managers.sessions.authenticate(`Bearer ${token}`)
/** What a person is to the handlers under the open policy, which the managers of these tests have. */
const callerFor = (user: User): Caller => ({ ...user, role: 'broadcaster' })
const unauthenticated = { code: 'unauthenticated', headers: { 'www-authenticate': 'Bearer' } }

describe('a login', () => {
  test('answers as the contract says, and its token is good at once', async () => {
    const answer = await logIn('openid-a')
    expect(session.parse(answer)).toEqual(answer)
    expect(Date.parse(answer.expiresAt)).toBe(managers.clock() + validity.sessionSeconds * 1000)
    expect(answer.user.displayName).toBe(`用户${answer.user.id.slice(-4).toUpperCase()}`)
    expect(await userOf(answer.token)).toEqual(callerFor(answer.user))
  })

  test('of the same person finds the same user, with a token of its own', async () => {
    const [first, second] = [await logIn('openid-b'), await logIn('openid-b')]
    expect(second.user).toEqual(first.user)
    expect(second.token).not.toBe(first.token)
    expect(await Promise.all([first, second].map(({ token }) => userOf(token)))).toEqual([
      callerFor(first.user),
      callerFor(first.user),
    ])
    expect((await logIn('openid-c')).user.id).not.toBe(first.user.id)
  })

  test('of one person from ten devices at once makes one user', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => logIn('openid-d')))
    expect(new Set(answers.map(({ user }) => user.id)).size).toBe(1)
    expect(new Set(answers.map(({ token }) => token)).size).toBe(10)
    expect(await rowsOf(managers.database, `select id from users where openid = 'openid-d'`)).toHaveLength(1)
  })

  test('that WeChat refuses leaves neither user nor session', async () => {
    const before = await rowsOf(managers.database, 'select 1 from users union all select 1 from sessions')
    await expect(logIn('refused')).rejects.toMatchObject({ code: 'login_code_rejected' })
    expect(await rowsOf(managers.database, 'select 1 from users union all select 1 from sessions')).toEqual(
      before,
    )
  })
})

describe('a session', () => {
  test('ends to the millisecond when it was said to, however much it is used', async () => {
    const { token, expiresAt, user } = await logIn('openid-e')
    for (let uses = 0; uses < 3; uses++) {
      managers.clock.advance((validity.sessionSeconds / 4) * 1000)
      expect(await userOf(token)).toEqual(callerFor(user))
    }
    managers.clock.set(Date.parse(expiresAt) - 1)
    expect(await userOf(token)).toEqual(callerFor(user))
    managers.clock.advance(1)
    await expect(userOf(token)).rejects.toMatchObject(unauthenticated)
    managers.clock.advance(365 * 86_400_000)
    await expect(userOf(token)).rejects.toMatchObject(unauthenticated)
  })

  test('that nobody uses ends to the millisecond when its idle time is over, and no use brings it back', async () => {
    const [idle, used] = [await logIn('openid-i'), await logIn('openid-i')]
    managers.clock.advance(validity.sessionIdleSeconds * 1000 - 1)
    await userOf(used.token)
    managers.clock.advance(1)
    await expect(userOf(idle.token)).rejects.toMatchObject(unauthenticated)
    await expect(userOf(idle.token)).rejects.toMatchObject(unauthenticated)
    expect(await userOf(used.token)).toEqual(callerFor(used.user))
  })

  test('has its last use noted at most once a minute, by however many requests at once', async () => {
    const { token } = await logIn('openid-j')
    const usedAt = async () => {
      const [row] = await rowsOf<{ used_at: Date; changes: string }>(
        managers.database,
        'select used_at, xmin::text as changes from sessions order by created_at desc, xmin::text::bigint desc limit 1',
      )
      return row
    }
    const fresh = await usedAt()
    managers.clock.advance(59_999)
    await userOf(token)
    expect(await usedAt()).toEqual(fresh)
    managers.clock.advance(1)
    await Promise.all(Array.from({ length: 10 }, () => userOf(token)))
    const noted = await usedAt()
    expect(noted?.used_at.getTime()).toBe(managers.clock())
    await userOf(token)
    expect(await usedAt()).toEqual(noted)
  })

  test.each([
    ['this session', {}, 1, [false, true]],
    ['all of the person’s', { everywhere: true }, 2, [false, false]],
  ])('is over at once after logging out of %s, and only that', async (_, request, ended, remain) => {
    const [first, second] = [await logIn('openid-f'), await logIn('openid-f')]
    const other = await logIn('openid-other')
    const origin = { clientAddress: '', authorization: `Bearer ${first.token}` }
    expect(await managers.sessions.endSession(first.user, request, origin)).toEqual({ ended })
    const isGood = (token: string) => userOf(token).then(Boolean, () => false)
    expect(await Promise.all([first.token, second.token].map(isGood))).toEqual(remain)
    expect(await isGood(other.token)).toBe(true)
    await managers.sessions.endSession(first.user, { everywhere: true }, origin)
  })

  test('tells its person’s role as it is now: what an operator gave a moment ago counts', async () => {
    const { token, user } = await logIn('openid-k')
    await managers.roles.grantRole({ userId: user.id, role: 'moderator', actor: 'cli' })
    expect(await userOf(token)).toEqual({ ...user, role: 'moderator' })
    await managers.roles.grantRole({ userId: user.id, role: 'viewer', actor: 'cli' })
    expect(await userOf(token)).toEqual({ ...user, role: 'broadcaster' })
  })

  test.each([undefined, '', 'Bearer', 'Bearer x', `Bearer ${'A'.repeat(43)}`, `Basic ${'A'.repeat(43)}`])(
    'is not opened by %j',
    async (header) => {
      await expect(managers.sessions.authenticate(header)).rejects.toMatchObject(unauthenticated)
    },
  )

  test('is not opened by its own hash, nor by another token’s likeness', async () => {
    const { token } = await logIn('openid-g')
    const [row] = await rowsOf<{ token_hash: string }>(
      managers.database,
      'select token_hash from sessions order by created_at desc limit 1',
    )
    await expect(userOf(row?.token_hash ?? '')).rejects.toMatchObject(unauthenticated)
    const swapped = token.replace(/[a-z]/, (letter) => letter.toUpperCase())
    await expect(userOf(swapped)).rejects.toMatchObject(unauthenticated)
  })

  test('is nowhere in the store but as a keyed hash', async () => {
    const { token } = await logIn('openid-h')
    const store = await wholeStore(managers.database)
    expect(store).toContain('sessions ')
    for (const form of [
      token,
      Buffer.from(token, 'base64url').toString('hex'),
      createHash('sha256').update(token).digest('hex'),
      createHash('sha256').update(token).digest('base64url'),
    ]) {
      expect(store).not.toContain(form)
    }
  })
})
