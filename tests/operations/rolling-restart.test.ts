import type { Sandbox } from '@kaibo/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { type ApiProcess, startApiProcess } from '../support/api-process.ts'
import { until } from '../support/poll.ts'
import { startTestSandbox } from '../support/sandbox.ts'
import { openTestStore, storeKinds, type TestStore } from '../support/stores.ts'
import { type RoundRobin, startRoundRobin } from './support/round-robin.ts'
import { startSteadyLoad } from './support/steady-load.ts'

/** Ten with `KAIBO_ROLLING_RESTARTS=10`; two show whether it works at all. */
const RESTARTS = Number(process.env.KAIBO_ROLLING_RESTARTS ?? 2)
const PER_SECOND = 200
/** Several checks of the load balancer, and time for each of its connections to be used once. */
const DRAIN_MS = 800

describe.each(storeKinds.filter((kind) => kind === 'postgres'))(
  'two nodes on %s behind a load balancer',
  (kind) => {
    let store: TestStore
    let sandbox: Sandbox
    let balancer: RoundRobin
    let nodes: ApiProcess[] = []

    const startNode = async () => {
      const node = await startApiProcess(store.config, sandbox.addresses, {
        variables: { KAIBO_DRAIN_MS: String(DRAIN_MS), KAIBO_ROOMS_PER_MINUTE: '1000' },
      })
      balancer.add(node.address)
      await until(() => balancer.isReady(node.address) || undefined, { what: 'a ready node' })
      nodes.push(node)
    }

    beforeAll(async () => {
      store = await openTestStore(kind)
      sandbox = await startTestSandbox()
      balancer = await startRoundRobin()
      await startNode()
      await startNode()
    })
    afterAll(async () => {
      await Promise.all(nodes.map((node) => node.stop()))
      await balancer?.close()
      await sandbox?.stop()
      await store?.remove()
    })

    test(`restarted ${RESTARTS} times one after the other at ${PER_SECOND} requests a second, fail none and lose no room`, {
      timeout: 30_000 + RESTARTS * 15_000,
    }, async () => {
      const owner = await ApiClient.logIn(balancer.address, 'dev-rolling')
      const room = await owner.createRoom()
      const headers = { authorization: `Bearer ${owner.token}` }
      const acknowledged: string[] = []
      const load = startSteadyLoad(balancer.address, {
        perSecond: PER_SECOND,
        request(index) {
          if (index % 40 === 0)
            return {
              path: '/v1/rooms',
              headers,
              body: { title: `Room ${index}` },
              onAnswer: (text) => void acknowledged.push(JSON.parse(text).id),
            }
          if (index % 2 === 0) return { path: `/v1/rooms/${room.id}/play-urls`, headers, body: {} }
          return { path: '/v1/rooms', headers }
        },
      })
      for (let restart = 0; restart < RESTARTS; restart++) {
        const [oldest, ...others] = nodes
        nodes = others
        expect(await oldest?.stop()).toBe(0)
        await startNode()
      }
      await load.stop()
      expect(load.failures()).toEqual([])
      expect(load.sent()).toBeGreaterThan(RESTARTS * PER_SECOND * (DRAIN_MS / 1000))
      expect(acknowledged.length).toBeGreaterThan(RESTARTS)
      await Promise.all(acknowledged.map((id) => owner.getRoom(id)))
    })
  },
)
