import type { Session } from '@kaibo/live-core'
import { describe, expect, it } from 'vitest'
import type { KeyValueStore } from '../platform/storage.ts'
import { aPage } from '../testing/rooms.ts'
import type { CallApi } from './api-client.ts'
import { ApiFailure } from './api-error.ts'
import { createSessions } from './sessions.ts'

const NOW_MS = Date.parse('2026-11-22T12:00:00.000Z')
const user = { id: 'user_0123456789abcdefghij', displayName: '小林' }
const sessionNumber = (n: number): Session => ({
  token: `token-${n}`,
  expiresAt: '2026-11-29T12:00:00.000Z',
  user,
})

/** A phone, and an API that takes the tokens it is told to. */
function phone(
  options: { stored?: unknown; accepted?: (token: string) => boolean; login?: () => void } = {},
) {
  const { accepted = () => true } = options
  const values = new Map<string, unknown>(options.stored === undefined ? [] : [['session', options.stored]])
  const store: KeyValueStore = {
    read: (key) => values.get(key),
    write: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  }
  const calls: string[] = []
  let logins = 0
  const answers = async (name: string, token: string | undefined): Promise<unknown> => {
    calls.push(name === 'createSession' ? 'login' : `${name} ${token}`)
    if (name === 'createSession') {
      options.login?.()
      return sessionNumber(++logins)
    }
    if (!accepted(token ?? '')) throw new ApiFailure('unauthenticated', 'no session')
    return aPage([])
  }
  const sessions = createSessions({
    // The fake answers by name what the real client answers by name and type.
    callApi: ((name, _, token) => answers(name, token)) as CallApi,
    store,
    fetchLoginCode: async () => 'code',
    now: () => NOW_MS,
  })
  return { sessions, calls, stored: () => values.get('session') }
}

describe('the session', () => {
  it('is opened by the first call and kept on the phone', async () => {
    const { sessions, calls, stored } = phone()
    await sessions.callAsUser('listRooms', {})
    await sessions.callAsUser('listRooms', {})
    expect(calls).toEqual(['login', 'listRooms token-1', 'listRooms token-1'])
    expect(stored()).toEqual(sessionNumber(1))
  })

  it('is taken from the phone after a restart', async () => {
    const { sessions, calls } = phone({ stored: sessionNumber(7) })
    await sessions.callAsUser('listRooms', {})
    expect(calls).toEqual(['listRooms token-7'])
  })

  it.each([
    ['one that is about to expire', { ...sessionNumber(7), expiresAt: '2026-11-22T12:00:30.000Z' }],
    ['nonsense', { token: 7 }],
  ])('is opened anew in the place of %s', async (_, stored) => {
    const { sessions, calls } = phone({ stored })
    await sessions.callAsUser('listRooms', {})
    expect(calls).toEqual(['login', 'listRooms token-1'])
  })

  it('is opened once for calls at the same time', async () => {
    const { sessions, calls } = phone()
    await Promise.all([sessions.callAsUser('listRooms', {}), sessions.callAsUser('listRooms', {})])
    expect(calls.filter((call) => call === 'login')).toHaveLength(1)
  })

  it('that the API no longer takes is replaced once, and the call repeated', async () => {
    const { sessions, calls, stored } = phone({
      stored: sessionNumber(7),
      accepted: (token) => token === 'token-1',
    })
    await sessions.callAsUser('listRooms', {})
    expect(calls).toEqual(['listRooms token-7', 'login', 'listRooms token-1'])
    expect(stored()).toEqual(sessionNumber(1))
  })

  it('that is refused twice is an error, not a loop', async () => {
    const { sessions, calls } = phone({ accepted: () => false })
    await expect(sessions.callAsUser('listRooms', {})).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(calls).toEqual(['login', 'listRooms token-1', 'login', 'listRooms token-2'])
  })

  it('refused for two calls at once is replaced by one login', async () => {
    const { sessions, calls } = phone({
      stored: sessionNumber(7),
      accepted: (token) => token === 'token-1',
    })
    await Promise.all([sessions.callAsUser('listRooms', {}), sessions.callAsUser('listRooms', {})])
    expect(calls.filter((call) => call === 'login')).toHaveLength(1)
  })

  it('that cannot be opened fails with its code, and the next call tries again', async () => {
    let down = true
    const { sessions } = phone({
      login: () => {
        if (down) throw new ApiFailure('rate_limited', 'wait')
      },
    })
    await expect(sessions.callAsUser('listRooms', {})).rejects.toMatchObject({ code: 'rate_limited' })
    down = false
    await expect(sessions.callAsUser('listRooms', {})).resolves.toEqual(aPage([]))
  })
})
