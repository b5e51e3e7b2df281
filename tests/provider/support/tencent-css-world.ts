import type { Faults, Sandbox } from '@kaibo/sandbox'
import { createCloudControl } from '../../../apps/api/src/provider/tencent-css/cloud-api/create-cloud-control.ts'
import {
  createTencentCssProvider,
  type TencentCssProvider,
} from '../../../apps/api/src/provider/tencent-css/tencent-css-provider.ts'
import { testConfig, testSecrets } from '../../support/config.ts'
import { keys } from '../../support/keys.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { impatientService } from './impatient-service.ts'
import { type ProviderWorld, startApiWorld } from './provider-world.ts'

type Failure = NonNullable<NonNullable<Faults['cloud']>['failure']>

export const CLOUD_FAILURES: readonly Failure[] = ['error', 'reset', 'hang', 'garbage', 'redirect', 'limit']

/** Tencent CSS as it is in production, but with the sandbox at the other end. */
export function tencentCssProvider(
  sandbox: Sandbox,
  secrets: Partial<typeof testSecrets> = {},
): TencentCssProvider {
  const config = testConfig({ kind: 'embedded', folder: '' }, sandbox.addresses)
  const control = createCloudControl(
    config,
    { ...testSecrets, ...secrets },
    { service: impatientService('tencent-cloud'), clock: Date.now, logger: { error() {} } },
  )
  return createTencentCssProvider(config.tencentCss, testSecrets, control)
}

export async function openTencentCssWorld(): Promise<ProviderWorld> {
  const sandbox = await startTestSandbox()
  const provider = tencentCssProvider(sandbox)
  const world = await startApiWorld((store) => testConfig(store, sandbox.addresses), {
    kind: 'tencent-css',
    provider,
  })
  sandbox.setCallbackUrl(`${world.api.address}/v1/callbacks/tencent-css/${keys.callbackPath}`)
  return {
    ...world,
    provider,
    troubles: Object.fromEntries(
      CLOUD_FAILURES.map((failure) => [failure, () => sandbox.faults.set({ cloud: { failure } })]),
    ),
    calm: () => sandbox.faults.clear(),
    loseNextEnd: () => sandbox.faults.set({ callbacks: { dropNext: { end: 1 } } }),
    async stop() {
      await sandbox.stop()
      await world.stop()
    },
  }
}
