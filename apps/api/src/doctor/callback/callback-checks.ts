import type { Clock } from '../../clock.ts'
import type { Config, Secrets } from '../../config/index.ts'
import type { OutsideService } from '../../outside/outside-service.ts'
import type { CloudApi } from '../../provider/tencent-css/cloud-api/cloud-api.ts'
import {
  describeCallbackRules,
  describeCallbackTemplates,
} from '../../provider/tencent-css/cloud-api/console/callback-settings.ts'
import type { PushTarget } from '../../provider/tencent-css/push-target.ts'
import type { Check } from '../check.ts'
import { callbackTemplateCheck } from '../cloud/callback-template-check.ts'
import type { Finding } from '../finding.ts'
import { once } from '../once.ts'
import { callbackEndpointCheck, tryEndpoint } from './callback-endpoint-check.ts'
import { createProbe } from './callback-probe.ts'

type Options = {
  config: Config
  secrets: Secrets
  api: CloudApi
  target: PushTarget
  service: OutsideService
  streamName: string
  clock: Clock
}

/** Both ends of callbacks: what Tencent was told, and what our address does with them, which `trial` tells as well. */
export function callbackChecks({ config, secrets, api, target, ...rest }: Options): {
  checks: Check[]
  trial(): Promise<Finding>
} {
  const { publicBaseUrl } = config
  const { callbackKey, callbackPath } = secrets
  const probe = createProbe({ ...rest, publicBaseUrl: publicBaseUrl ?? '', target })
  const trial = once(() => tryEndpoint({ publicBaseUrl, callbackKey, callbackPath, probe }))
  const template = callbackTemplateCheck({
    target,
    callbackKey,
    callbackPath,
    publicBaseUrl,
    rules: () => describeCallbackRules(api),
    templates: () => describeCallbackTemplates(api),
  })
  return { checks: [template, callbackEndpointCheck(trial)], trial }
}
