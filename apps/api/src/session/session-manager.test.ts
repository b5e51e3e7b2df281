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
  test('ends to the millisecond when it was said to', async () => {
    const { token, expiresAt, user } = await logIn('openid-e')
    managers.clock.set(Date.parse(expiresAt) - 1)
    expect(await userOf(token)).toEqual(callerFor(user))
    managers.clock.advance(1)
    await expect(userOf(token)).rejects.toMatchObject(unauthenticated)
    managers.clock.advance(365 * 86_400_000)
    await expect(userOf(token)).rejects.toMatchObject(unauthenticated)
  })

  test('that was revoked is over', async () => {
    const { token, user } = await logIn('openid-f')
    await rowsOf(managers.database, 'update sessions set revoked_at = now() where user_id = $1', [user.id])
    await expect(userOf(token)).rejects.toMatchObject(unauthenticated)
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
