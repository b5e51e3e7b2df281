import type { LiveDomain } from '../../provider/tencent-css/cloud-api/console/live-domains.ts'
import { hostOf, isIpAddress, isLoopback } from '../addresses/host.ts'
import type { Check } from '../check.ts'
import { PATHS } from '../configuration/variable-sources.ts'
import { type Finding, ok, warn, wrong } from '../finding.ts'
import { followCnames } from './follow-cnames.ts'
import { type NameResolver, NoNameAnswerError } from './name-resolver.ts'
import { noAnswer, noName } from './plain-name-check.ts'
import { isTencentName } from './tencent-names.ts'

type Options = Pick<Check, 'id' | 'title' | 'needs'> & {
  urls: readonly string[]
  resolver: NameResolver
  /** What Tencent says of the account's domains; may reject. */
  domains(): Promise<readonly LiveDomain[]>
}

/** Whether the names of media lead to Tencent, by CNAME. */
export const mediaNameCheck = ({ id, title, needs, urls, ...rest }: Options): Check => ({
  id,
  section: 'domains',
  title,
  needs,
  run: () => Promise.all([...new Set(urls.map(hostOf))].map((host) => judge(id, host, rest))),
})

async function judge(
  id: string,
  host: string,
  { resolver, domains }: Pick<Options, 'resolver' | 'domains'>,
): Promise<Finding> {
  if (isLoopback(host) || isIpAddress(host)) return noName(id, host)
  try {
    const [chain, addresses] = await Promise.all([followCnames(resolver, host), resolver.addresses(host)])
    if ([host, ...chain].some(isTencentName)) {
      return addresses.length > 0 ? leads(id, host, chain.at(-1) ?? host) : noAddress(id, host)
    }
    return addresses.length === 0 && chain.length === 0
      ? absent(id, host)
      : elsewhere(id, { host, chain, domain: await known(domains, host) })
  } catch (error) {
    if (!(error instanceof NoNameAnswerError)) throw error
    return noAnswer(id, host, error)
  }
}

type Elsewhere = { host: string; chain: readonly string[]; domain: LiveDomain | undefined }

/** What Tencent itself sees decides where a name has addresses but no CNAME: a root domain may not have one. */
function elsewhere(id: string, { host, chain, domain }: Elsewhere): Finding {
  const last = chain.at(-1)
  if (last === undefined && domain?.isResolved) return leads(id, host, domain.target)
  const cure = {
    zh: `在域名服务商处把 ${host} 的 CNAME 记录指向 ${domain?.target || '控制台给出的 CNAME'}（${PATHS.domains.zh}）`,
    en: `At your DNS provider, let the CNAME record of ${host} lead to ${domain?.target || 'the CNAME that the console shows'} (${PATHS.domains.en}).`,
  }
  if (last !== undefined) {
    const words = {
      zh: `${host} 的 CNAME 指向 ${last}，不是腾讯云`,
      en: `The CNAME of ${host} leads to ${last}, which is not Tencent.`,
    }
    return wrong(`${id}.elsewhere`, words, cure)
  }
  const words = {
    zh: `${host} 能解析，但没有指向腾讯云的 CNAME`,
    en: `${host} has addresses but no CNAME that leads to Tencent.`,
  }
  return domain === undefined ? warn(`${id}.no-cname`, words, cure) : wrong(`${id}.no-cname`, words, cure)
}

async function known(domains: Options['domains'], host: string): Promise<LiveDomain | undefined> {
  const all = await domains().catch(() => [])
  return all.find(({ name }) => name === host)
}

const leads = (id: string, host: string, target: string): Finding =>
  ok(`${id}.ok`, { zh: `${host} 指向 ${target}`, en: `${host} leads to ${target}.` })

const absent = (id: string, host: string): Finding =>
  wrong(
    `${id}.absent`,
    { zh: `查不到域名 ${host}`, en: `There is no such name: ${host}.` },
    {
      zh: `检查拼写；在域名服务商处添加 CNAME 记录，记录值见 ${PATHS.domains.zh}`,
      en: `Check its spelling; at your DNS provider add a CNAME record with the value that is shown in ${PATHS.domains.en}.`,
    },
  )

const noAddress = (id: string, host: string): Finding =>
  wrong(
    `${id}.no-address`,
    {
      zh: `${host} 指向腾讯云，但那里没有这个域名`,
      en: `${host} leads to Tencent, where this name is not known.`,
    },
    {
      zh: `确认域名已添加并启用，CNAME 没有拼错：${PATHS.domains.zh}`,
      en: `See that the domain has been added and is enabled, and its CNAME spelt right: ${PATHS.domains.en}.`,
    },
  )
