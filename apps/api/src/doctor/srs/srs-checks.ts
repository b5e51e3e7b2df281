import type { Config, Secrets } from '../../config/index.ts'
import type { OutsideService } from '../../outside/outside-service.ts'
import { SrsApi } from '../../provider/srs/api/srs-api.ts'
import { MEDIA_VARIABLES, playUrlsOf } from '../addresses/media-addresses.ts'
import type { Check } from '../check.ts'
import type { NameResolver } from '../names/name-resolver.ts'
import { plainNameCheck } from '../names/plain-name-check.ts'
import { srsApiCheck } from './srs-api-check.ts'

type Options = { config: Config; secrets: Secrets; service: OutsideService; resolver: NameResolver }

/** Everything about an SRS of one's own. */
export function srsChecks({ config: { srs }, secrets, service, resolver }: Options): Check[] {
  const api = new SrsApi({
    baseUrl: srs.apiBaseUrl,
    user: srs.apiUser,
    password: secrets.srsApiPassword,
    service,
  })
  return [
    plainNameCheck({
      id: 'media-name',
      title: { zh: '推流和播放域名解析', en: 'Names of media' },
      needs: Object.values(MEDIA_VARIABLES),
      urls: [srs.pushRtmpBaseUrl, ...playUrlsOf(srs)],
      resolver,
    }),
    srsApiCheck(srs.apiBaseUrl, () => api.streams({ start: 0, count: 1 })),
  ]
}
