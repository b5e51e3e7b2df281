import { RoleManager, startApi } from '@kaibo/api'
import type { Role } from '@kaibo/live-core'
import { openStore } from '../../../apps/api/src/storage/open-store.ts'
import { ApiClient } from '../../support/api-client.ts'
import { testConfig, testSecrets } from '../../support/config.ts'
import { freshCode } from '../../support/login-code.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { openTestStore, type StoreKind } from '../../support/stores.ts'

export type Person = ApiClient

/** A whole API where only a role lets one broadcast, and a way to make people of every role. */
export type World = {
  address: string
  /** The operator who was there first. */
  founder: Person
  /** Somebody new, who is a viewer yet. */
  newPerson(): Promise<Person>
  setRole(person: Person, role: Role): Promise<void>
  stop(): Promise<void>
}

export async function startWorld(kind: StoreKind = 'embedded'): Promise<World> {
  const store = await openTestStore(kind)
  const sandbox = await startTestSandbox()
  const database = await openStore(store.config)
  const config = testConfig(store.config, sandbox.addresses)
  const api = await startApi({ ...config, broadcastPolicy: 'application' }, testSecrets, { database })
  const roles = new RoleManager({ database, clock: Date.now })
  let people = 0
  const newPerson = () => ApiClient.logIn(api.address, freshCode(`person-${people++}`))
  const setRole = async ({ user }: Person, role: Role) => {
    await roles.grantRole({ userId: user.id, role, actor: 'cli' })
  }
  const founder = await newPerson()
  await setRole(founder, 'operator')
  return {
    address: api.address,
    founder,
    newPerson,
    setRole,
    async stop() {
      await api.stop()
      await sandbox.stop()
      await store.remove()
    },
  }
}
