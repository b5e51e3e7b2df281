import type { TencentCssConfig } from '../../config/index.ts'
import type { LiveDomain } from '../../provider/tencent-css/cloud-api/console/live-domains.ts'
import { hostOf } from '../addresses/host.ts'
import { PLAY_VARIABLES, playHostsOf } from '../addresses/media-addresses.ts'
import type { Check } from '../check.ts'
import { PATHS } from '../configuration/variable-sources.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import type { CloudFacts } from './cloud-facts.ts'
import { CLOUD_VARIABLES } from './cloud-variables.ts'
import { unauthorizedFinding } from './unauthorized-finding.ts'

/** Whether the account has the domains, of the right kind and switched on. */
export const liveDomainsCheck = (css: TencentCssConfig, facts: Pick<CloudFacts, 'domains'>): Check => ({
  id: 'live-domains',
  section: 'cloud',
  title: { zh: '账号里的域名', en: 'Domains of the account' },
  needs: [...CLOUD_VARIABLES, ...PLAY_VARIABLES],
  async run() {
    try {
      const domains = await facts.domains()
      const wanted = [
        { host: hostOf(css.pushRtmpBaseUrl), type: 'push' as const },
        ...playHostsOf(css).map((host) => ({ host, type: 'play' as const })),
      ]
      const troubles = wanted.map((want) => judge(want, domains)).filter((each) => each !== undefined)
      return troubles.length > 0 ? troubles : [fine]
    } catch (error) {
      return [unauthorizedFinding('live-domains', ['live:DescribeLiveDomains'], error)]
    }
  },
})

type Wanted = { host: string; type: LiveDomain['type'] }

const KINDS = {
  push: { zh: '推流域名', en: 'push domain' },
  play: { zh: '播放域名', en: 'play domain' },
} as const

function judge({ host, type }: Wanted, domains: readonly LiveDomain[]): Finding | undefined {
  const named = domains.filter(({ name }) => name === host)
  const kind = KINDS[type]
  const [other] = named
  if (other === undefined) {
    return wrong(
      'live-domains.absent',
      { zh: `账号里没有${kind.zh} ${host}`, en: `The account has no ${kind.en} ${host}.` },
      {
        zh: `添加域名，或者换成添加了它的那个账号的 API 密钥：${PATHS.domains.zh}`,
        en: `Add it, or use an API key of the account that has it: ${PATHS.domains.en}.`,
      },
    )
  }
  const domain = named.find((candidate) => candidate.type === type)
  if (domain === undefined) {
    return wrong(
      'live-domains.other-type',
      {
        zh: `${host} 在控制台里是${KINDS[other.type].zh}，这里却用作${kind.zh}`,
        en: `${host} is a ${KINDS[other.type].en} in the console, and is used as a ${kind.en} here.`,
      },
      {
        zh: `对调两个域名，或者另加一个${kind.zh}：${PATHS.domains.zh}`,
        en: `Exchange the two, or add a ${kind.en}: ${PATHS.domains.en}.`,
      },
    )
  }
  return domain.isEnabled ? undefined : disabled(host)
}

const disabled = (host: string): Finding =>
  wrong(
    'live-domains.disabled',
    { zh: `域名 ${host} 已停用`, en: `The domain ${host} is disabled.` },
    {
      zh: `启用它（欠费或备案失效也会停用）：${PATHS.domains.zh}`,
      en: `Enable it (arrears or a lost ICP filing disable it too): ${PATHS.domains.en}.`,
    },
  )

const fine = ok('live-domains.ok', {
  zh: '都在，类型正确，已启用',
  en: 'All there, of the right kind, and enabled.',
})
