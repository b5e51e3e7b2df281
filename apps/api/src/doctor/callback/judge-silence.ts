import type { OutsideError } from '../../outside/outside-error.ts'
import { type Finding, unknown, wrong } from '../finding.ts'
import { outsideWords } from '../outside-finding.ts'

/**
 * Nobody answered at the public address. A refused connection is a fact; a time-out may come from a network that does
 * not let a machine reach itself by its public address, and a name or certificate is judged by other checks.
 */
export function judgeSilence(error: OutsideError, publicBaseUrl: string): Finding {
  if (error.code === 'ECONNREFUSED') {
    return wrong(
      'callback-endpoint.nobody',
      { zh: `${publicBaseUrl} 上没有服务`, en: `Nobody listens at ${publicBaseUrl}.` },
      {
        zh: '启动 API 和它前面的反向代理，放行防火墙端口',
        en: 'Start the API and the proxy before it, and open the port in the firewall.',
      },
    )
  }
  const why = outsideWords(error)
  return unknown(
    'callback-endpoint.no-answer',
    { zh: `没有检查：${why.zh}`, en: `Not checked: ${why.en}` },
    {
      zh: `换一台机器试：curl -i ${publicBaseUrl}/healthz`,
      en: `Try it from another machine: curl -i ${publicBaseUrl}/healthz`,
    },
  )
}
