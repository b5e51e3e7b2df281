import type { Logger } from 'pino'
import type { Clock } from '../../../clock.ts'
import type { Config, Secrets } from '../../../config/config.ts'
import type { OutsideService } from '../../../outside/outside-service.ts'
import type { StreamControl } from '../../media-provider.ts'
import { pushTarget } from '../push-target.ts'
import { CloudApi } from './cloud-api.ts'
import { KeyAlarm } from './key-alarm.ts'
import { createStreamControl } from './stream-control.ts'

type Dependencies = { service: OutsideService; clock: Clock; logger: Pick<Logger, 'error'> }

/** Puts the control of streams at Tencent CSS together. */
export function createCloudControl(
  { tencentCss, tencentCloud }: Pick<Config, 'tencentCss' | 'tencentCloud'>,
  { cloudSecretId, cloudSecretKey }: Pick<Secrets, 'cloudSecretId' | 'cloudSecretKey'>,
  { service, clock, logger }: Dependencies,
): StreamControl {
  const api = new CloudApi({
    baseUrl: tencentCloud.baseUrl,
    key: { secretId: cloudSecretId, secretKey: cloudSecretKey },
    service,
    clock,
    alarm: new KeyAlarm(logger),
  })
  return createStreamControl({ api, target: pushTarget(tencentCss.pushRtmpBaseUrl), clock })
}
