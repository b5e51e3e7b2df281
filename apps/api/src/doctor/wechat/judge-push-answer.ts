import { type Finding, ok, unknown, wrong } from '../finding.ts'

export type PushAnswer = { status: number; isEcho: boolean }

/** Whether WeChat's console would take the address. */
export function judgePushAnswer({ status, isEcho }: PushAnswer, publicBaseUrl: string): Finding {
  if (status === 200 && isEcho) return fine
  if (status === 200) return notKaibo(publicBaseUrl)
  if (status === 403) return otherToken
  if (status === 404) return otherPath
  return unknown('message-push.no-answer', {
    zh: `没有检查：${publicBaseUrl} 回答 HTTP ${status}（见“回调”）`,
    en: `Not checked: ${publicBaseUrl} answers HTTP ${status} (see "Callbacks").`,
  })
}

const fine = ok('message-push.ok', {
  zh: '能答对微信控制台的验证（控制台里填没填，请自行确认）',
  en: "Answers as WeChat's console asks (whether it is entered there only a person can see).",
})

const RESTART = {
  zh: '用这份配置重启 API；多个节点要用同一份',
  en: 'Restart the API with this configuration; all nodes need the same.',
}

const otherToken = wrong(
  'message-push.other-token',
  {
    zh: '运行中的 API 用的是另一个 KAIBO_WECHAT_PUSH_TOKEN',
    en: 'The API that runs there has another KAIBO_WECHAT_PUSH_TOKEN.',
  },
  RESTART,
)

const otherPath = wrong(
  'message-push.other-path',
  {
    zh: '运行中的 API 没有启用消息推送，或者反向代理没有转发 /v1/callbacks/wechat/',
    en: 'The API that runs there expects no message push, or a proxy does not pass /v1/callbacks/wechat/ on.',
  },
  RESTART,
)

const notKaibo = (publicBaseUrl: string): Finding =>
  wrong(
    'message-push.not-kaibo',
    { zh: `${publicBaseUrl} 上回答的不是 Kaibo`, en: `It is not Kaibo that answers at ${publicBaseUrl}.` },
    { zh: '让反向代理把 /v1/ 转给 Kaibo 的 API', en: "Let the proxy hand /v1/ to Kaibo's API." },
  )
