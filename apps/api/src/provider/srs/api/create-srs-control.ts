import type { Secrets, SrsConfig } from '../../../config/config.ts'
import type { OutsideService } from '../../../outside/outside-service.ts'
import { realTiming, type Timing } from '../../../outside/timing.ts'
import type { StreamControl } from '../../media-provider.ts'
import { pushTarget } from '../../tencent-css/push-target.ts'
import { SrsApi } from './srs-api.ts'
import { createSrsStreamControl } from './srs-stream-control.ts'

type Dependencies = { service: OutsideService; timing?: Pick<Timing, 'sleep'> }

/** Puts the control of streams at SRS together. */
export function createSrsControl(
  { apiBaseUrl, apiUser, pushRtmpBaseUrl }: SrsConfig,
  { srsApiPassword }: Pick<Secrets, 'srsApiPassword'>,
  { service, timing = realTiming }: Dependencies,
): StreamControl {
  const api = new SrsApi({ baseUrl: apiBaseUrl, user: apiUser, password: srsApiPassword, service })
  return createSrsStreamControl({ api, appName: pushTarget(pushRtmpBaseUrl).appName, timing })
}
