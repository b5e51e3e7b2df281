import { type Finding, wrong } from '../finding.ts'
import type { ProbeAnswer } from './callback-probe.ts'

/** A signed callback has to be taken; undefined when it is. */
export function judgeSigned({ status, isKaibo }: ProbeAnswer, publicBaseUrl: string): Finding | undefined {
  if (status === 200) return isKaibo ? undefined : notKaibo(publicBaseUrl)
  if (status === 403) return otherKey
  if (status === 404) return otherPath(publicBaseUrl)
  if (status === 401 || status === 407) return locked(status)
  if (status >= 300 && status < 400) return redirects(status)
  return fails(status, publicBaseUrl)
}

/** A forged callback has to be refused; undefined when it is. */
export function judgeForged({ status }: ProbeAnswer): Finding | undefined {
  if (status === 403) return undefined
  return wrong(
    'callback-endpoint.takes-forged',
    {
      zh: `伪造的回调得到 HTTP ${status}，应当是 403：谁都能冒充腾讯云`,
      en: `A forged callback was answered HTTP ${status} instead of 403: anybody could speak for Tencent.`,
    },
    {
      zh: '让反向代理把请求原样转给 Kaibo，不要自己回答',
      en: 'Let the proxy hand requests to Kaibo as they are, and not answer by itself.',
    },
  )
}

/** A path that is not there has to be 404, so that ours cannot be told from others; undefined when it is. */
export function judgeWrongPath({ status }: ProbeAnswer): Finding | undefined {
  if (status === 404) return undefined
  return wrong(
    'callback-endpoint.any-path',
    {
      zh: `走错路径的回调得到 HTTP ${status}，应当是 404`,
      en: `A callback to a wrong path was answered HTTP ${status} instead of 404.`,
    },
    {
      zh: '让反向代理保留完整的路径，不要改写',
      en: 'Let the proxy keep the whole path, and not rewrite it.',
    },
  )
}

const notKaibo = (url: string): Finding =>
  wrong(
    'callback-endpoint.not-kaibo',
    {
      zh: `${url} 上回答的不是 Kaibo：回调会丢失，而腾讯云以为送到了`,
      en: `It is not Kaibo that answers at ${url}: callbacks would be lost, and Tencent think them delivered.`,
    },
    { zh: '让反向代理把 /v1/ 转给 Kaibo 的 API', en: "Let the proxy hand /v1/ to Kaibo's API." },
  )

const otherKey = wrong(
  'callback-endpoint.other-key',
  {
    zh: '运行中的 API 用的是另一个 KAIBO_CALLBACK_KEY',
    en: 'The API that runs there has another KAIBO_CALLBACK_KEY.',
  },
  {
    zh: '用这份配置重启 API；多个节点要用同一个密钥',
    en: 'Restart the API with this configuration; all nodes need the same key.',
  },
)

const otherPath = (url: string): Finding =>
  wrong(
    'callback-endpoint.other-path',
    {
      zh: `${url} 上没有这个回调路径：KAIBO_CALLBACK_PATH 不同，或者反向代理没有转发`,
      en: `There is no such callback path at ${url}: another KAIBO_CALLBACK_PATH, or a proxy that does not pass it on.`,
    },
    {
      zh: '用这份配置重启 API，并让反向代理转发 /v1/callbacks/',
      en: 'Restart the API with this configuration, and let the proxy pass /v1/callbacks/ on.',
    },
  )

const locked = (status: number): Finding =>
  wrong(
    'callback-endpoint.locked',
    {
      zh: `API 前面有一道登录（HTTP ${status}）：腾讯云进不来`,
      en: `Something before the API asks for a login (HTTP ${status}): Tencent cannot get in.`,
    },
    {
      zh: '让 /v1/callbacks/ 不经过登录，它自己有签名',
      en: 'Let /v1/callbacks/ pass without a login; it has signatures of its own.',
    },
  )

const redirects = (status: number): Finding =>
  wrong(
    'callback-endpoint.redirects',
    {
      zh: `回调地址会跳转（HTTP ${status}）：回调不跟随跳转`,
      en: `The callback address redirects (HTTP ${status}), which callbacks do not follow.`,
    },
    {
      zh: '把 KAIBO_PUBLIC_BASE_URL 和模板里的地址写成最终的 https 地址',
      en: 'Write the final https address into KAIBO_PUBLIC_BASE_URL and into the template.',
    },
  )

const fails = (status: number, url: string): Finding =>
  wrong(
    'callback-endpoint.fails',
    {
      zh: `${url} 回答 HTTP ${status}：API 没有运行，或者数据库连不上`,
      en: `${url} answers HTTP ${status}: the API does not run, or its database is out of reach.`,
    },
    { zh: '看 API 和反向代理的日志', en: "Look at the API's and the proxy's logs." },
  )
