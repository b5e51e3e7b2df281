import { migrate, openInMemory, RoleManager, readMigrations, startApi } from '@kaibo/api'
import type { Role } from '@kaibo/live-core'
import { ApiClient } from '../../support/api-client.ts'
import { testConfig, testSecrets } from '../../support/config.ts'
import { freshCode } from '../../support/login-code.ts'
import { startTestSandbox } from '../../support/sandbox.ts'

export type Person = ApiClient

/** A whole API where only a role lets one broadcast, and a way to make people of every role. */
export type World = {
  address: string
  /** Somebody new, who is a viewer yet. */
  newPerson(): Promise<Person>
  setRole(person: Person, role: Role): Promise<void>
  stop(): Promise<void>
}

export async function startWorld(): Promise<World> {
  const sandbox = await startTestSandbox()
  const database = await openInMemory()
  await migrate(database, await readMigrations())
  const config = testConfig({ kind: 'embedded', folder: '' }, sandbox.addresses)
  const api = await startApi({ ...config, broadcastPolicy: 'application' }, testSecrets, { database })
  const roles = new RoleManager({ database, clock: Date.now })
  let people = 0
  const world: World = {
    address: api.address,
    newPerson: () => ApiClient.logIn(api.address, freshCode(`matrix-${people++}`)),
    async setRole({ user }, role) {
      await roles.grantRole({ userId: user.id, role, actor: 'cli' })
    },
    async stop() {
      await api.stop()
      await sandbox.stop()
    },
  }
  // Somebody has to stay an operator while the others come and go.
  await world.setRole(await world.newPerson(), 'operator')
  return world
}
