import type { Words } from '../../cli/words.ts'
import type { Clock } from '../../clock.ts'
import { hostOf, isIpAddress, isLoopback, portOf } from '../addresses/host.ts'
import type { Check } from '../check.ts'
import { type Finding, ok, unknown } from '../finding.ts'
import { type NameResolver, NoNameAnswerError } from '../names/name-resolver.ts'
import { judgeCertificate, judgeNoCertificate, type Looked } from './judge-certificate.ts'
import { NoCertificateError, type ProbeCertificate } from './probe-certificate.ts'

type Dependencies = { resolver: NameResolver; probe: ProbeCertificate; clock: Clock }

type Options = Pick<Check, 'id' | 'title' | 'needs'> & {
  urls: readonly string[]
  /** Where in which console a certificate is renewed. */
  place: Words
} & Dependencies

/** Whether phones will trust the servers behind https URLs, and for how long. */
export const certificateCheck = ({ id, title, needs, urls, place, ...dependencies }: Options): Check => ({
  id,
  section: 'domains',
  title,
  needs,
  async run() {
    const targets = targetsOf(urls)
    if (targets.length === 0) return [none(id)]
    return Promise.all(targets.map((target) => look({ id, place, ...target }, dependencies)))
  },
})

/** Each https host and port once; what is on this machine needs no certificate. */
function targetsOf(urls: readonly string[]): { host: string; port: number }[] {
  const secure = urls.filter((url) => url.startsWith('https:') && !isLoopback(hostOf(url)))
  return [...new Map(secure.map((url) => [`${hostOf(url)}:${portOf(url)}`, url])).values()].map((url) => ({
    host: hostOf(url),
    port: portOf(url),
  }))
}

async function look(looked: Looked, { resolver, probe, clock }: Dependencies): Promise<Finding> {
  const { id, host, port } = looked
  try {
    const [address] = isIpAddress(host) ? [host] : await resolver.addresses(host)
    if (address === undefined) return nowhere(id, host)
    return judgeCertificate(await probe({ host, address, port }), looked, clock())
  } catch (error) {
    if (error instanceof NoCertificateError) return judgeNoCertificate(error.code, looked)
    if (error instanceof NoNameAnswerError) return nowhere(id, host)
    throw error
  }
}

const none = (id: string): Finding =>
  ok(`${id}.none`, { zh: '没有用到 https 地址', en: 'No https address is used.' })

const nowhere = (id: string, host: string): Finding =>
  unknown(`${id}.nowhere`, {
    zh: `没有检查：解析不到 ${host}`,
    en: `Not checked: ${host} could not be resolved.`,
  })
