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
import { callbackEndpointCheck } from './callback-endpoint-check.ts'
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

/** Both ends of callbacks: what Tencent was told, and what our address does with them. */
export function callbackChecks({ config, secrets, api, target, ...rest }: Options): Check[] {
  const { publicBaseUrl } = config
  const { callbackKey, callbackPath } = secrets
  return [
    callbackTemplateCheck({
      target,
      callbackKey,
      callbackPath,
      publicBaseUrl,
      rules: () => describeCallbackRules(api),
      templates: () => describeCallbackTemplates(api),
    }),
    callbackEndpointCheck({
      publicBaseUrl,
      callbackKey,
      callbackPath,
      probe: (key, path) => createProbe({ ...rest, publicBaseUrl: publicBaseUrl ?? '', target })(key, path),
    }),
  ]
}
