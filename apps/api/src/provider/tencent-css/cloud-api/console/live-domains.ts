import * as z from 'zod/mini'
import type { CloudApi } from '../cloud-api.ts'

/** A domain of the account, as the console lists it. */
export type LiveDomain = {
  name: string
  type: 'push' | 'play'
  isEnabled: boolean
  /** Whether Tencent itself sees the domain's CNAME lead to it. */
  isResolved: boolean
  /** What the CNAME has to be. */
  target: string
}

const answer = z.object({
  AllCount: z.int(),
  DomainList: z.array(
    z.object({
      Name: z.string(),
      Type: z.int(),
      Status: z.int(),
      BCName: z.catch(z.int(), 0),
      TargetDomain: z.catch(z.string(), ''),
    }),
  ),
})

const PAGE_SIZE = 100
/** Of more domains than that nobody has a use. */
const MOST_PAGES = 10

/**
 * DescribeLiveDomains (fields in Tencent document 267/35187), at most 500 calls a second; a call for each hundred
 * domains. Rejects with `OutsideError`.
 */
export async function describeLiveDomains(api: CloudApi): Promise<LiveDomain[]> {
  const domains: LiveDomain[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { all, list } = await describePage(api, page)
    domains.push(...list)
    if (list.length === 0 || domains.length >= all) break
  }
  return domains
}

function describePage(api: CloudApi, page: number): Promise<{ all: number; list: LiveDomain[] }> {
  const parameters = { PageSize: PAGE_SIZE, PageNum: page }
  return api.call({ action: 'DescribeLiveDomains', parameters, repeat: 'if-unknown' }, (text) => {
    const { AllCount: all, DomainList: list } = answer.parse(text)
    return { all, list: list.map(toDomain) }
  })
}

type DomainInfo = z.infer<typeof answer>['DomainList'][number]

const toDomain = ({ Name, Type, Status, BCName, TargetDomain }: DomainInfo): LiveDomain => ({
  name: Name.toLowerCase(),
  type: Type === 0 ? 'push' : 'play',
  isEnabled: Status === 1,
  isResolved: BCName === 1,
  target: TargetDomain,
})
