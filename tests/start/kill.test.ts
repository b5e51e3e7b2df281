import type { Sandbox } from '@kaibo/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { startApiProcess } from '../support/api-process.ts'
import { freshCode } from '../support/login-code.ts'
import { startTestSandbox } from '../support/sandbox.ts'
import { openTestStore, storeKinds, type TestStore } from '../support/stores.ts'

const KILLS = 4
const CLIENTS = 8
const ACKNOWLEDGED_PER_LIFE = 30

describe.each(storeKinds)('an API on the %s store that is killed while rooms are opened', (kind) => {
  let store: TestStore
  let sandbox: Sandbox
  beforeAll(async () => {
    store = await openTestStore(kind)
    sandbox = await startTestSandbox()
  })
  afterAll(async () => {
    await sandbox?.stop()
    await store?.remove()
  })

  test(`loses nothing that it acknowledged in ${KILLS} kills, and a retried key makes one room`, async () => {
    const acknowledged = new Map<string, string>()
    const unanswered = new Set<string>()
    let nextKey = 0

    for (let life = 0; life < KILLS; life++) {
      const api = await startApiProcess(store.config, sandbox.addresses)
      const client = await ApiClient.logIn(api.address, freshCode('owner'))
      const goal = acknowledged.size + ACKNOWLEDGED_PER_LIFE
      let killed: Promise<void> | undefined
      const work = async () => {
        while (killed === undefined) {
          const key = `key-${nextKey++}`
          const room = await create(client, key).catch(() => undefined)
          if (room) acknowledged.set(key, room.id)
          else unanswered.add(key)
          if (acknowledged.size >= goal) killed ??= api.kill()
        }
      }
      await Promise.all(Array.from({ length: CLIENTS }, work))
      await killed
    }

    const api = await startApiProcess(store.config, sandbox.addresses)
    const client = await ApiClient.logIn(api.address, freshCode('owner'))
    expect(unanswered.size).toBeGreaterThan(0)
    for (const [key, id] of acknowledged) {
      expect((await client.getRoom(id)).title).toBe(key)
      expect((await create(client, key)).id).toBe(id)
    }
    for (const key of unanswered) expect((await create(client, key)).id).toBe((await create(client, key)).id)
    expect(await countRooms(client)).toBe(acknowledged.size + unanswered.size)
    expect(await api.stop()).toBe(0)
  })
})

const create = (client: ApiClient, key: string) =>
  client.createRoom({ title: key }, { 'idempotency-key': key })

async function countRooms(client: ApiClient): Promise<number> {
  let count = 0
  for (let query: string | null = '?limit=100'; query !== null; ) {
    const page: Awaited<ReturnType<ApiClient['listRooms']>> = await client.listRooms(query)
    count += page.items.length
    query = page.nextCursor && `?limit=100&cursor=${page.nextCursor}`
  }
  return count
}
