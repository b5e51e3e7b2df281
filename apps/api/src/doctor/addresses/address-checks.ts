import type { Config } from '../../config/index.ts'
import { certificateCheck } from '../certificates/certificate-check.ts'
import type { Check } from '../check.ts'
import { PATHS } from '../configuration/variable-sources.ts'
import type { DoctorPorts } from '../doctor-ports.ts'
import { plainNameCheck } from '../names/plain-name-check.ts'
import { PLAY_VARIABLES, playUrlsOf } from './media-addresses.ts'
import { mediaAddressesCheck } from './media-addresses-check.ts'
import { PUBLIC_VARIABLE, publicAddressCheck } from './public-address-check.ts'

type Options = { config: Config; environment: NodeJS.ProcessEnv }

/** Addresses, the API's name and all certificates, whoever carries the media. */
export function addressChecks(
  { config, environment }: Options,
  { resolver, probeCertificate: probe, clock }: DoctorPorts,
): Check[] {
  const { tencentCss: urls, publicBaseUrl } = config
  const isTencent = config.provider === 'tencent-css'
  const publicUrls = publicBaseUrl === undefined ? [] : [publicBaseUrl]
  return [
    mediaAddressesCheck(urls, { isTencent }),
    publicAddressCheck({ publicBaseUrl, clientBaseUrl: environment.KAIBO_API_BASE_URL?.trim() || undefined }),
    plainNameCheck({
      id: 'public-name',
      title: { zh: 'API 域名解析', en: "The API's name" },
      needs: [PUBLIC_VARIABLE],
      urls: publicUrls,
      resolver,
    }),
    certificateCheck({
      id: 'play-certificate',
      title: { zh: '播放域名的证书', en: "The play domain's certificate" },
      needs: PLAY_VARIABLES,
      urls: playUrlsOf(urls),
      place: isTencent ? PATHS.playCertificate : PATHS.proxy,
      resolver,
      probe,
      clock,
    }),
    certificateCheck({
      id: 'public-certificate',
      title: { zh: 'API 域名的证书', en: "The API's certificate" },
      needs: [PUBLIC_VARIABLE],
      urls: publicUrls,
      place: PATHS.proxy,
      resolver,
      probe,
      clock,
    }),
  ]
}
