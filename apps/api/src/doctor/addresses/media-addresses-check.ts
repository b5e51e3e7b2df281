import type { MediaUrls } from '../../config/index.ts'
import type { Check } from '../check.ts'
import { PATHS } from '../configuration/variable-sources.ts'
import { type Finding, ok, warn, wrong } from '../finding.ts'
import { hostOf, isLoopback } from './host.ts'
import { MEDIA_VARIABLES, playHostsOf, playUrlsOf } from './media-addresses.ts'

/** Whether the addresses of media fit together, which needs nobody to be asked. */
export const mediaAddressesCheck = (css: MediaUrls, { isTencent }: { isTencent: boolean }): Check => ({
  id: 'addresses',
  section: 'configuration',
  title: { zh: '推流和播放地址', en: 'Media addresses' },
  needs: Object.values(MEDIA_VARIABLES),
  run: async () => {
    const domains = isTencent ? sameDomain(css) : undefined
    const troubles = [domains, otherAppName(css), inTheClear(css)].filter((each) => each !== undefined)
    return troubles.length > 0 ? troubles : [fine(css)]
  },
})

const fine = (css: MediaUrls): Finding => {
  const push = hostOf(css.pushRtmpBaseUrl)
  const play = playHostsOf(css).join(', ')
  return ok('addresses.ok', {
    zh: `推流 ${push}，播放 ${play}，AppName ${appNameOf(css.pushRtmpBaseUrl)}`,
    en: `Push ${push}, play ${play}, AppName ${appNameOf(css.pushRtmpBaseUrl)}.`,
  })
}

/** Tencent keeps push and play apart by domain; the sandbox by port. */
function sameDomain(css: MediaUrls): Finding | undefined {
  const push = hostOf(css.pushRtmpBaseUrl)
  if (isLoopback(push) || !playHostsOf(css).includes(push)) return undefined
  return wrong(
    'addresses.same-domain',
    {
      zh: `推流和播放用了同一个域名 ${push}；腾讯云要求两个不同的域名`,
      en: `Push and play have the same domain, ${push}; Tencent Cloud wants two.`,
    },
    {
      zh: `再加一个播放域名，写进 KAIBO_PLAY_*_BASE_URL：${PATHS.domains.zh}`,
      en: `Add a play domain and put it into KAIBO_PLAY_*_BASE_URL: ${PATHS.domains.en}.`,
    },
  )
}

/** A stream is played under the AppName that it is pushed with. */
function otherAppName(css: MediaUrls): Finding | undefined {
  const appName = appNameOf(css.pushRtmpBaseUrl)
  const other = playUrlsOf(css).find((url) => appNameOf(url) !== appName)
  if (other === undefined) return undefined
  return wrong(
    'addresses.app-name-differs',
    {
      zh: `播放地址的 AppName 是“${appNameOf(other)}”，推流地址的是“${appName}”：看不到推上去的流`,
      en: `The AppName to play is "${appNameOf(other)}" and the one to push is "${appName}": nobody would see the stream.`,
    },
    {
      zh: `让 ${Object.values(MEDIA_VARIABLES).join('、')} 都以 /${appName} 结尾`,
      en: `Let ${Object.values(MEDIA_VARIABLES).join(', ')} all end in /${appName}.`,
    },
  )
}

function inTheClear(css: MediaUrls): Finding | undefined {
  const { playFlvBaseUrl, playHlsBaseUrl } = css
  const plain = [playFlvBaseUrl, playHlsBaseUrl].filter(
    (url) => url.startsWith('http:') && !isLoopback(hostOf(url)),
  )
  if (plain.length === 0) return undefined
  const hosts = [...new Set(plain.map(hostOf))].join(', ')
  return warn(
    'addresses.play-in-the-clear',
    {
      zh: `播放地址用的是 http（${hosts}）：路上谁都能看到画面和签名`,
      en: `Viewers play over http (${hosts}): anybody on the way sees picture and signature.`,
    },
    {
      zh: `给播放域名配好证书，然后改成 https：${PATHS.playCertificate.zh}`,
      en: `Give the play domain a certificate, then write https: ${PATHS.playCertificate.en}.`,
    },
  )
}

const appNameOf = (url: string): string => new URL(url).pathname.slice(1)
