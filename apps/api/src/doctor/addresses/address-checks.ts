import type { Config, Secrets } from '../../config/index.ts'
import type { LiveDomain } from '../../provider/tencent-css/cloud-api/console/live-domains.ts'
import { certificateCheck } from '../certificates/certificate-check.ts'
import type { Check } from '../check.ts'
import { callbackKeyCheck } from '../configuration/callback-key-check.ts'
import { PATHS } from '../configuration/variable-sources.ts'
import type { DoctorPorts } from '../doctor-ports.ts'
import { mediaNameCheck } from '../names/media-name-check.ts'
import { publicNameCheck } from '../names/public-name-check.ts'
import { hostOf, isLoopback } from './host.ts'
import { MEDIA_VARIABLES, PLAY_VARIABLES, playUrlsOf } from './media-addresses.ts'
import { mediaAddressesCheck } from './media-addresses-check.ts'
import { PUBLIC_VARIABLE, publicAddressCheck } from './public-address-check.ts'

type Options = {
  config: Config
  secrets: Pick<Secrets, 'callbackKey'>
  environment: NodeJS.ProcessEnv
  domains(): Promise<readonly LiveDomain[]>
}

/** Addresses, their names and their certificates. */
export function addressChecks(
  options: Options,
  { resolver, probeCertificate: probe, clock }: DoctorPorts,
): Check[] {
  const { config, secrets, environment, domains } = options
  const { tencentCss, publicBaseUrl } = config
  const clientBaseUrl = environment.KAIBO_API_BASE_URL?.trim() || undefined
  return [
    callbackKeyCheck(secrets.callbackKey, !isLoopback(hostOf(tencentCss.pushRtmpBaseUrl))),
    mediaAddressesCheck(tencentCss),
    publicAddressCheck({ publicBaseUrl, clientBaseUrl }),
    mediaNameCheck({
      id: 'push-name',
      title: { zh: '推流域名解析', en: "The push domain's name" },
      needs: [MEDIA_VARIABLES.pushRtmpBaseUrl],
      urls: [tencentCss.pushRtmpBaseUrl],
      resolver,
      domains,
    }),
    mediaNameCheck({
      id: 'play-name',
      title: { zh: '播放域名解析', en: "The play domain's name" },
      needs: PLAY_VARIABLES,
      urls: playUrlsOf(tencentCss),
      resolver,
      domains,
    }),
    publicNameCheck({ publicBaseUrl, resolver }),
    certificateCheck({
      id: 'play-certificate',
      title: { zh: '播放域名的证书', en: "The play domain's certificate" },
      needs: PLAY_VARIABLES,
      urls: playUrlsOf(tencentCss),
      place: PATHS.playCertificate,
      resolver,
      probe,
      clock,
    }),
    certificateCheck({
      id: 'public-certificate',
      title: { zh: 'API 域名的证书', en: "The API's certificate" },
      needs: [PUBLIC_VARIABLE],
      urls: publicBaseUrl === undefined ? [] : [publicBaseUrl],
      place: PATHS.proxy,
      resolver,
      probe,
      clock,
    }),
  ]
}
