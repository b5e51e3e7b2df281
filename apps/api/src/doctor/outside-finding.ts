import type { Words } from '../cli/words.ts'
import type { OutsideError } from '../outside/outside-error.ts'
import { isUnauthorized } from '../provider/tencent-css/cloud-api/cloud-error-code.ts'
import { type Finding, unknown } from './finding.ts'

/** The services that the doctor asks, by the names of their policies. */
export const SERVICES = {
  cloud: 'tencent-cloud',
  wechat: 'wechat',
  srs: 'srs',
  publicApi: 'kaibo-api',
} as const

const NAMES: Record<string, Words> = {
  [SERVICES.cloud]: { zh: '腾讯云', en: 'Tencent Cloud' },
  [SERVICES.wechat]: { zh: '微信', en: 'WeChat' },
  [SERVICES.srs]: { zh: 'SRS', en: 'SRS' },
  [SERVICES.publicApi]: { zh: 'API', en: 'the API' },
}

/** A check that rests on a service which does not answer as it should cannot be made; that is no alarm. */
export function outsideFinding(id: string, error: OutsideError): Finding {
  const why = outsideWords(error)
  return unknown(`${id}.no-answer`, { zh: `没有检查：${why.zh}`, en: `Not checked: ${why.en}` })
}

/** What an outside call failed of, as the second half of a sentence. Of the service's own words only the code. */
export function outsideWords({ kind, service, code = '' }: OutsideError): Words {
  const { zh, en } = NAMES[service] ?? { zh: service, en: service }
  if (kind === 'refused') return refusalWords({ zh, en }, code)
  if (code === 'TimeoutError') return { zh: `${zh}没有按时回答`, en: `${en} did not answer in time.` }
  if (kind === 'not-sent') return { zh: `连不上${zh}（${code}）`, en: `${en} cannot be reached (${code}).` }
  return { zh: `${zh}的回答用不了（${code}）`, en: `${en} gave no usable answer (${code}).` }
}

function refusalWords({ zh, en }: Words, code: string): Words {
  if (isUnauthorized(code)) {
    return { zh: `API 密钥没有这项权限（${code}）`, en: `the API key may not ask this (${code}).` }
  }
  return { zh: `${zh}拒绝了请求（${code}）`, en: `${en} refused the call (${code}).` }
}
