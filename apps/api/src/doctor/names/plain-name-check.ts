import { hostOf, isIpAddress, isLoopback } from '../addresses/host.ts'
import type { Check } from '../check.ts'
import { type Finding, ok, unknown, wrong } from '../finding.ts'
import { type NameResolver, NoNameAnswerError } from './name-resolver.ts'

type Options = Pick<Check, 'id' | 'title' | 'needs'> & { urls: readonly string[]; resolver: NameResolver }

/** Whether names lead to any machine at all. */
export const plainNameCheck = ({ id, title, needs, urls, resolver }: Options): Check => ({
  id,
  section: 'domains',
  title,
  needs,
  async run() {
    const hosts = [...new Set(urls.map(hostOf))]
    return hosts.length === 0 ? [none(id)] : Promise.all(hosts.map((host) => judge(id, host, resolver)))
  },
})

async function judge(id: string, host: string, resolver: NameResolver): Promise<Finding> {
  if (isLoopback(host) || isIpAddress(host)) return noName(id, host)
  try {
    const addresses = await resolver.addresses(host)
    if (addresses.length === 0) return noSuchName(id, host)
    const list = addresses.slice(0, 3).join(', ')
    return ok(`${id}.ok`, { zh: `${host} → ${list}`, en: `${host} → ${list}` })
  } catch (error) {
    if (!(error instanceof NoNameAnswerError)) throw error
    return noAnswer(id, host, error)
  }
}

/** An address in the place of a name. */
export const noName = (id: string, host: string): Finding =>
  ok(`${id}.address`, { zh: `${host}：不用解析`, en: `${host}: nothing to resolve.` })

export const noAnswer = (id: string, host: string, { code }: NoNameAnswerError): Finding =>
  unknown(`${id}.no-answer`, {
    zh: `没有检查 ${host}：DNS 没有回答（${code}）`,
    en: `${host} was not checked: the domain name system did not answer (${code}).`,
  })

const none = (id: string): Finding =>
  unknown(`${id}.none`, { zh: '没有检查：没有设置地址', en: 'Not checked: no address is set.' })

const noSuchName = (id: string, host: string): Finding =>
  wrong(
    `${id}.absent`,
    { zh: `查不到域名 ${host}`, en: `There is no such name: ${host}.` },
    {
      zh: '检查拼写；在域名服务商处添加 A 记录，指向那台服务器',
      en: 'Check its spelling; at your DNS provider add an A record with the address of that machine.',
    },
  )
