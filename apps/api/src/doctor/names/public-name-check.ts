import { hostOf, isIpAddress, isLoopback } from '../addresses/host.ts'
import { PUBLIC_VARIABLE } from '../addresses/public-address-check.ts'
import type { Check } from '../check.ts'
import { type Finding, ok, unknown, wrong } from '../finding.ts'
import { type NameResolver, NoNameAnswerError } from './name-resolver.ts'

type Options = { publicBaseUrl: string | undefined; resolver: NameResolver }

/** Whether phones and Tencent find the API by its name. */
export const publicNameCheck = ({ publicBaseUrl, resolver }: Options): Check => ({
  id: 'public-name',
  section: 'domains',
  title: { zh: 'API 域名解析', en: "The API's name" },
  needs: [PUBLIC_VARIABLE],
  run: async () => [publicBaseUrl === undefined ? absent : await judge(hostOf(publicBaseUrl), resolver)],
})

async function judge(host: string, resolver: NameResolver): Promise<Finding> {
  if (isLoopback(host) || isIpAddress(host)) {
    return ok('public-name.address', { zh: `${host}：不用解析`, en: `${host}: nothing to resolve.` })
  }
  try {
    const addresses = await resolver.addresses(host)
    if (addresses.length === 0) return noSuchName(host)
    const list = addresses.slice(0, 3).join(', ')
    return ok('public-name.ok', { zh: `${host} → ${list}`, en: `${host} → ${list}` })
  } catch (error) {
    if (!(error instanceof NoNameAnswerError)) throw error
    return unknown('public-name.no-answer', {
      zh: `没有检查 ${host}：DNS 没有回答（${error.code}）`,
      en: `${host} was not checked: the domain name system did not answer (${error.code}).`,
    })
  }
}

const absent = unknown('public-name.no-address', {
  zh: `没有检查：没有设置 ${PUBLIC_VARIABLE}`,
  en: `Not checked: ${PUBLIC_VARIABLE} is not set.`,
})

const noSuchName = (host: string): Finding =>
  wrong(
    'public-name.absent',
    { zh: `查不到域名 ${host}`, en: `There is no such name: ${host}.` },
    {
      zh: `检查拼写；在域名服务商处添加 A 记录，指向 API 所在的服务器`,
      en: `Check its spelling; at your DNS provider add an A record with the address of the API's machine.`,
    },
  )
