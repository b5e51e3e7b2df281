import { type Api, readConfig, realPorts, runDoctor, startApi } from '@kaibo/api'
import { type Sandbox, startSandbox } from '@kaibo/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiEnvironment } from '../../scripts/start/child-environment.ts'
import { type DevEnv, generateDevEnv, parseDevEnv } from '../../scripts/start/dev-env.ts'
import { openTestStore, type StoreKind, storeKinds, type TestStore } from '../support/stores.ts'
import { codesOf, everyWordOf } from './support/diagnose.ts'

describe.each(storeKinds)('what npm start runs, on the %s store,', (kind: StoreKind) => {
  let sandbox: Sandbox
  let api: Api
  let store: TestStore
  let environment: NodeJS.ProcessEnv
  const devEnv = parseDevEnv(generateDevEnv()) as DevEnv

  beforeAll(async () => {
    sandbox = await startSandbox(sandboxOf(devEnv))
    store = await openTestStore(kind)
    const { config } = store
    environment = {
      ...apiEnvironment({}, { devEnv, dataFolder: '', sandbox: { ...sandbox.addresses } }),
      ...(config.kind === 'postgres' ? { DATABASE_URL: config.url } : { KAIBO_DATA_DIR: config.folder }),
    }
    const running = readConfig({ ...environment, KAIBO_PORT: '0', KAIBO_LOG_LEVEL: 'silent' })
    api = await startApi(running.config, running.secrets)
    environment.KAIBO_PUBLIC_BASE_URL = api.address
    sandbox.setCallbackUrl(`${api.address}/v1/callbacks/tencent-css/${devEnv.KAIBO_CALLBACK_PATH}`)
  })
  afterAll(async () => {
    await api?.stop()
    await sandbox?.stop()
    await store?.remove()
  })

  test('raises no alarm, everything is checked, and no key is shown', async () => {
    const report = await runDoctor(environment, realPorts())
    expect(codesOf(report)).toEqual({ alarms: [], unknown: [] })
    const seen = everyWordOf(report)
    for (const secret of Object.values(devEnv)) expect(seen).not.toContain(secret)
  })

  test('keeps its streams: what the doctor forbids to try it out is allowed again', async () => {
    await runDoctor(environment, realPorts())
    expect(sandbox.forbidden()).toEqual([])
    const { ForbidLiveStream, ResumeLiveStream } = sandbox.cloudCounts()
    expect(ResumeLiveStream.calls).toBe(ForbidLiveStream.calls)
  })
})

/** The sandbox of these keys, on free ports. */
const sandboxOf = (devEnv: DevEnv): Parameters<typeof startSandbox>[0] => ({
  rtmpPort: 0,
  mediaPort: 0,
  servicesPort: 0,
  appName: 'live',
  appId: 1300000000,
  pushKeys: [devEnv.KAIBO_PUSH_KEY, devEnv.KAIBO_PUSH_BACKUP_KEY],
  playKeys: [devEnv.KAIBO_PLAY_KEY, devEnv.KAIBO_PLAY_BACKUP_KEY],
  callbackKey: devEnv.KAIBO_CALLBACK_KEY,
  cloud: { secretId: devEnv.KAIBO_CLOUD_SECRET_ID, secretKey: devEnv.KAIBO_CLOUD_SECRET_KEY },
  wechat: { appId: devEnv.KAIBO_WECHAT_APPID, secret: devEnv.KAIBO_WECHAT_SECRET },
})
