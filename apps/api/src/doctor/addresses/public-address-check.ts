import type { Check } from '../check.ts'
import { type Finding, ok, unknown, warn, wrong } from '../finding.ts'
import { hostOf, isIpAddress, isLoopback } from './host.ts'

export const PUBLIC_VARIABLE = 'KAIBO_PUBLIC_BASE_URL'

type Options = {
  publicBaseUrl: string | undefined
  /** What the mini-program was built for, if this environment says so. */
  clientBaseUrl: string | undefined
}

/** Whether the API's public address is one that a mini-program may call (WeChat document: network, domain list). */
export const publicAddressCheck = (options: Options): Check => ({
  id: 'public-address',
  section: 'configuration',
  title: { zh: 'API 的公网地址', en: "The API's public address" },
  needs: [PUBLIC_VARIABLE],
  run: async () => [judge(options)],
})

function judge({ publicBaseUrl, clientBaseUrl }: Options): Finding {
  if (publicBaseUrl === undefined) return absent
  const host = hostOf(publicBaseUrl)
  if (isLoopback(host)) {
    return ok('public-address.local', {
      zh: `${publicBaseUrl}：只在本机可用（开发环境）`,
      en: `${publicBaseUrl}: on this machine only, for development.`,
    })
  }
  if (isIpAddress(host)) return ipAddress(host)
  if (!publicBaseUrl.startsWith('https:')) return inTheClear(publicBaseUrl)
  if (clientBaseUrl !== undefined && clientBaseUrl.replace(/\/+$/, '') !== publicBaseUrl) {
    return otherClient(publicBaseUrl, clientBaseUrl)
  }
  return ok('public-address.ok', { zh: publicBaseUrl, en: publicBaseUrl })
}

const absent = unknown(
  'public-address.absent',
  {
    zh: `没有设置 ${PUBLIC_VARIABLE}：不能从外面检查回调，也算不出域名列表`,
    en: `${PUBLIC_VARIABLE} is not set: callbacks cannot be tried from outside, and the domain list not be computed.`,
  },
  { zh: '设成 https://你的 API 域名', en: 'Set it to https://your.api.' },
)

const ipAddress = (host: string): Finding =>
  wrong(
    'public-address.ip',
    {
      zh: `公网地址是 IP（${host}）：小程序只能访问域名`,
      en: `It is an IP address (${host}): a mini-program may only call domain names.`,
    },
    {
      zh: `给 API 一个已备案的域名，写进 ${PUBLIC_VARIABLE}`,
      en: `Give the API a domain name with an ICP filing and put it into ${PUBLIC_VARIABLE}.`,
    },
  )

const inTheClear = (url: string): Finding =>
  wrong(
    'public-address.http',
    { zh: `${url} 不是 https：小程序不能访问`, en: `${url} is not https: a mini-program may not call it.` },
    {
      zh: `在 API 前面放一个带证书的反向代理（如 Caddy、nginx），把 ${PUBLIC_VARIABLE} 改成 https://…`,
      en: `Put a proxy with a certificate (such as Caddy or nginx) before the API and set ${PUBLIC_VARIABLE} to https://…`,
    },
  )

const otherClient = (publicBaseUrl: string, clientBaseUrl: string): Finding =>
  warn(
    'public-address.client-differs',
    {
      zh: `小程序是按 KAIBO_API_BASE_URL=${clientBaseUrl} 构建的，与 ${publicBaseUrl} 不同`,
      en: `The mini-program is built for KAIBO_API_BASE_URL=${clientBaseUrl}, which is not ${publicBaseUrl}.`,
    },
    {
      zh: '让两个变量相同，然后重新构建并上传小程序',
      en: 'Make both the same, then build and upload the mini-program again.',
    },
  )
