import { type ClientOperationName as OperationName, type Session, session } from '@kaibo/live-core'
import type { KeyValueStore } from '../platform/storage.ts'
import type { ApiAnswer, ApiCall, CallApi } from './api-client.ts'
import { ApiFailure } from './api-error.ts'

const STORAGE_KEY = 'session'
/** A session about to expire is not worth a request that it may not outlive. */
const EXPIRY_MARGIN_MS = 60_000

/** Calls an operation in the person's name. @throws ApiFailure */
export type CallAsUser = <Name extends OperationName>(
  name: Name,
  call: ApiCall<Name>,
) => Promise<ApiAnswer<Name>>

export type Sessions = {
  callAsUser: CallAsUser
  /** Whose session it is; logs in when there is none. */
  currentUserId(): Promise<string>
}

type Dependencies = {
  callApi: CallApi
  store: KeyValueStore
  fetchLoginCode: () => Promise<string>
  now: () => number
}

/**
 * Logs in when needed and keeps the token on the phone. A token that the API no longer takes is replaced once per
 * call; calls that need a login at the same time share one.
 */
export function createSessions({ callApi, store, fetchLoginCode, now }: Dependencies): Sessions {
  let current = readStored(store)
  let login: Promise<Session> | undefined

  const logIn = async (): Promise<Session> => {
    const code = await fetchLoginCode().catch((error: unknown) => {
      throw new ApiFailure('offline', error instanceof Error ? error.message : "WeChat's login failed")
    })
    current = await callApi('createSession', { body: { code } })
    store.write(STORAGE_KEY, current)
    return current
  }
  const sharedLogin = (): Promise<Session> => {
    login ??= logIn().finally(() => {
      login = undefined
    })
    return login
  }
  const ensure = (): Session | Promise<Session> =>
    current !== undefined && Date.parse(current.expiresAt) - EXPIRY_MARGIN_MS > now()
      ? current
      : sharedLogin()

  return {
    async callAsUser(name, call) {
      const used = await ensure()
      try {
        return await callApi(name, call, used.token)
      } catch (error) {
        if (!(error instanceof ApiFailure) || error.code !== 'unauthenticated') throw error
      }
      // Another call may have logged in again meanwhile; only the session that was refused is dropped.
      if (current?.token === used.token) {
        current = undefined
        store.remove(STORAGE_KEY)
      }
      return callApi(name, call, (await ensure()).token)
    },
    async currentUserId() {
      return (await ensure()).user.id
    },
  }
}

function readStored(store: KeyValueStore): Session | undefined {
  const stored = session.safeParse(store.read(STORAGE_KEY))
  return stored.success ? stored.data : undefined
}
