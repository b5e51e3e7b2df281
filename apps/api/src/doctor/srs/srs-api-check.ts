import { OutsideError } from '../../outside/outside-error.ts'
import type { Check } from '../check.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import { outsideFinding } from '../outside-finding.ts'

/** Whether SRS's HTTP API is there and takes our password. `ask` is any question; it rejects with `OutsideError`. */
export const srsApiCheck = (baseUrl: string, ask: () => Promise<unknown>): Check => ({
  id: 'srs-api',
  section: 'cloud',
  title: { zh: 'SRS 的 HTTP API', en: "SRS's HTTP API" },
  needs: ['KAIBO_SRS_API_BASE_URL', 'KAIBO_SRS_API_USER', 'KAIBO_SRS_API_PASSWORD'],
  async run() {
    try {
      await ask()
      return [ok('srs-api.ok', { zh: `${baseUrl} 有回应`, en: `${baseUrl} answers.` })]
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      return [judge(error, baseUrl)]
    }
  },
})

function judge(error: OutsideError, baseUrl: string): Finding {
  switch (error.code) {
    case 'HTTP 401':
      return password
    case 'HTTP 404':
      return notSrs(baseUrl)
    case 'ECONNREFUSED':
      return nobody(baseUrl)
    default:
      return outsideFinding('srs-api', error)
  }
}

const password = wrong(
  'srs-api.password',
  { zh: 'SRS 不接受用户名或密码', en: 'SRS refuses user or password.' },
  {
    zh: '让 srs.conf 的 http_api.auth 与 KAIBO_SRS_API_USER、KAIBO_SRS_API_PASSWORD 相同，然后重启 SRS',
    en: 'Let http_api.auth in srs.conf be KAIBO_SRS_API_USER and KAIBO_SRS_API_PASSWORD, and restart SRS.',
  },
)

const notSrs = (baseUrl: string): Finding =>
  wrong(
    'srs-api.not-srs',
    { zh: `${baseUrl} 上不是 SRS 的 HTTP API`, en: `It is not SRS's HTTP API that answers at ${baseUrl}.` },
    {
      zh: '把 KAIBO_SRS_API_BASE_URL 改成 http_api 的端口（默认 1985），不是播放的端口',
      en: 'Set KAIBO_SRS_API_BASE_URL to the port of http_api (1985 by default), not to that of playing.',
    },
  )

const nobody = (baseUrl: string): Finding =>
  wrong(
    'srs-api.nobody',
    { zh: `${baseUrl} 上没有服务`, en: `Nobody listens at ${baseUrl}.` },
    {
      zh: '启动 SRS，在 srs.conf 里打开 http_api，或者改正 KAIBO_SRS_API_BASE_URL',
      en: 'Start SRS with http_api enabled in srs.conf, or correct KAIBO_SRS_API_BASE_URL.',
    },
  )
