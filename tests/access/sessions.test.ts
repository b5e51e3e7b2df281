import { type Api, startApi } from '@kaibo/api'
import type { Sandbox } from '@kaibo/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiClient, send } from '../support/api-client.ts'
import { testConfig, testSecrets } from '../support/config.ts'
import { freshCode } from '../support/login-code.ts'
import { until } from '../support/poll.ts'
import { startTestSandbox } from '../support/sandbox.ts'
import { openTestStore, storeKinds, type TestStore } from '../support/stores.ts'

const SESSION_SECONDS = 4

describe.each(storeKinds)('sessions on the %s store', (kind) => {
  let store: TestStore
  let sandbox: Sandbox
  let nodes: Api[]

  beforeAll(async () => {
    store = await openTestStore(kind)
    sandbox = await startTestSandbox()
    const usual = testConfig(store.config, sandbox.addresses)
    const config = { ...usual, validity: { ...usual.validity, sessionSeconds: SESSION_SECONDS } }
    nodes = [await startApi(config, testSecrets)]
    if (kind === 'postgres') nodes.push(await startApi(config, testSecrets))
  })
  afterAll(async () => {
    await Promise.all(nodes?.map((node) => node.stop()) ?? [])
    await sandbox?.stop()
    await store?.remove()
  })

  const first = () => nodes[0]?.address ?? ''
  const last = () => nodes.at(-1)?.address ?? ''
  const logIn = (name: string) => ApiClient.logIn(first(), freshCode(name))
  const statusAt = async (address: string, { token }: ApiClient) =>
    (await send(address, '/v1/me', { headers: { authorization: `Bearer ${token}` } })).status
  /** The statuses that each node answers to 50 requests. */
  const seen = async (client: ApiClient) => {
    const asked = nodes.flatMap(({ address }) => Array.from({ length: 50 }, () => statusAt(address, client)))
    return [...new Set(await Promise.all(asked))]
  }

  test('one that was logged out on one node is taken by none from the answer on', async () => {
    const client = await logIn('leaver')
    expect(await seen(client)).toEqual([200])
    const ended = await send(last(), '/v1/sessions/end', {
      body: {},
      headers: { authorization: `Bearer ${client.token}` },
    })
    expect(ended).toMatchObject({ status: 200, body: { ended: 1 } })
    expect(await seen(client)).toEqual([401])
  })

  test('all of a person are over on every node after logging out everywhere, and nobody else’s', async () => {
    const [phone, tablet, other] = [await logIn('both'), await logIn('both'), await logIn('other')]
    const ended = await phone.send('/v1/sessions/end', { body: { everywhere: true } })
    expect(ended).toMatchObject({ status: 200, body: { ended: 2 } })
    expect(await seen(phone)).toEqual([401])
    expect(await seen(tablet)).toEqual([401])
    expect(await seen(other)).toEqual([200])
  })

  test('one that has expired is taken by no node, however much it is used', async () => {
    const client = await logIn('stayer')
    const expiresAtMs = Date.now() + SESSION_SECONDS * 1000
    await until(async () => {
      const isOver = Date.now() > expiresAtMs
      const status = await statusAt(last(), client)
      if (!isOver && Date.now() < expiresAtMs - 1_000) expect(status).toBe(200)
      return isOver ? true : undefined
    })
    expect(await seen(client)).toEqual([401])
  })
})
