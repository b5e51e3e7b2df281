import type { Clock } from '../../clock.ts'
import type { Config, Secrets } from '../../config/index.ts'
import type { OutsideService } from '../../outside/outside-service.ts'
import { CloudApi } from '../../provider/tencent-css/cloud-api/cloud-api.ts'
import { createStreamControl } from '../../provider/tencent-css/cloud-api/stream-control.ts'
import { pushTarget } from '../../provider/tencent-css/push-target.ts'
import { hostOf, isLoopback } from '../addresses/host.ts'
import { MEDIA_VARIABLES, PLAY_VARIABLES, playUrlsOf } from '../addresses/media-addresses.ts'
import { callbackChecks } from '../callback/callback-checks.ts'
import { callbackKeyCheck } from '../configuration/callback-key-check.ts'
import { mediaNameCheck } from '../names/media-name-check.ts'
import type { NameResolver } from '../names/name-resolver.ts'
import type { ProviderChecks } from '../provider-checks.ts'
import { cloudChecks } from './cloud-checks.ts'
import { createCloudFacts } from './cloud-facts.ts'

type Options = {
  config: Config
  secrets: Secrets
  services: { cloud: OutsideService; publicApi: OutsideService }
  resolver: NameResolver
  clock: Clock
  /** A stream that nobody ever pushed. */
  streamName: string
}

/** Everything about Tencent Cloud CSS. */
export function tencentChecks(options: Options): ProviderChecks {
  const { config, secrets, services, resolver, clock, streamName } = options
  const { tencentCss, tencentCloud } = config
  const target = pushTarget(tencentCss.pushRtmpBaseUrl)
  const api = new CloudApi({
    baseUrl: tencentCloud.baseUrl,
    key: { secretId: secrets.cloudSecretId, secretKey: secrets.cloudSecretKey },
    service: services.cloud,
    clock,
    alarm: { accepted: () => {}, refused: () => {} },
  })
  const streams = createStreamControl({ api, target, clock })
  const facts = createCloudFacts(api, streams, streamName)
  const named = { resolver, domains: facts.domains }
  const callbacks = callbackChecks({
    ...{ config, secrets, api, target, streamName, clock },
    service: services.publicApi,
  })
  const checks = [
    callbackKeyCheck(secrets.callbackKey, !isLoopback(hostOf(tencentCss.pushRtmpBaseUrl))),
    mediaNameCheck({
      id: 'push-name',
      title: { zh: '推流域名解析', en: "The push domain's name" },
      needs: [MEDIA_VARIABLES.pushRtmpBaseUrl],
      urls: [tencentCss.pushRtmpBaseUrl],
      ...named,
    }),
    mediaNameCheck({
      id: 'play-name',
      title: { zh: '播放域名解析', en: "The play domain's name" },
      needs: PLAY_VARIABLES,
      urls: playUrlsOf(tencentCss),
      ...named,
    }),
    ...cloudChecks({ config, secrets, api, facts, streams, clock, streamName }),
    ...callbacks.checks,
  ]
  return {
    checks,
    heard: facts.streamState,
    isReached: async () => (await callbacks.trial()).verdict === 'ok',
  }
}
