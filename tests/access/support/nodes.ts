import type { Sandbox } from '@kaibo/sandbox'
import { startApiProcess } from '../../support/api-process.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { openTestStore, type StoreKind, type TestStore } from '../../support/stores.ts'
import { startWechatCounter, type WechatCounter } from './wechat-counter.ts'

/** API processes with the limits of an installation: two over PostgreSQL, one over an embedded store. */
export type Nodes = { addresses: string[]; wechat: WechatCounter; stop(): Promise<void> }

export async function startNodes(kind: StoreKind, variables: Record<string, string> = {}): Promise<Nodes> {
  const store: TestStore = await openTestStore(kind)
  const sandbox: Sandbox = await startTestSandbox()
  const wechat = await startWechatCounter(sandbox.addresses.services)
  const start = () =>
    startApiProcess(store.config, sandbox.addresses, {
      variables: {
        KAIBO_WECHAT_BASE_URL: wechat.address,
        KAIBO_LOGIN_CALLS_PER_MINUTE: '60',
        ...variables,
      },
    })
  const apis = [await start(), ...(kind === 'postgres' ? [await start()] : [])]
  return {
    addresses: apis.map(({ address }) => address),
    wechat,
    async stop() {
      await Promise.all(apis.map((api) => api.stop()))
      await wechat.stop()
      await sandbox.stop()
      await store.remove()
    },
  }
}
