import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config, Secrets } from '../config/config.ts'
import type { OutsideServices } from '../outside/outside-services.ts'
import { createSrsControl } from './srs/api/create-srs-control.ts'
import { createSrsProvider, type SrsProvider } from './srs/srs-provider.ts'
import { createCloudControl } from './tencent-css/cloud-api/create-cloud-control.ts'
import { createTencentCssProvider, type TencentCssProvider } from './tencent-css/tencent-css-provider.ts'

/** The one provider of an installation, by its kind: each speaks in its own way. */
export type ConfiguredProvider =
  | { kind: 'tencent-css'; provider: TencentCssProvider }
  | { kind: 'srs'; provider: SrsProvider }

type Dependencies = { outside: OutsideServices; clock: Clock; logger: Pick<Logger, 'error'> }

export function createProvider(
  config: Config,
  secrets: Secrets,
  { outside, clock, logger }: Dependencies,
): ConfiguredProvider {
  if (config.provider === 'srs') {
    const control = createSrsControl(config.srs, secrets, { service: outside.srs })
    return { kind: 'srs', provider: createSrsProvider(config.srs, secrets, control) }
  }
  const control = createCloudControl(config, secrets, { service: outside.tencentCloud, clock, logger })
  return {
    kind: 'tencent-css',
    provider: createTencentCssProvider(config.tencentCss, secrets, control),
  }
}
