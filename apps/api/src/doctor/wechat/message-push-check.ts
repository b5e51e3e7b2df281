import type { OutsideService } from '../../outside/outside-service.ts'
import { pushSignature } from '../../wechat-push/push-signature.ts'
import { PUBLIC_VARIABLE } from '../addresses/public-address-check.ts'
import { askWithStatus } from '../ask-with-status.ts'
import type { Check } from '../check.ts'
import { ok, unknown, warn } from '../finding.ts'
import { judgePushAnswer, type PushAnswer } from './judge-push-answer.ts'

type Options = {
  publicBaseUrl: string | undefined
  /** Without one, no push is expected. */
  token: string | undefined
  /** The unguessable last part of the path. */
  word: string
  /** Whether anything waits for what is pushed: verdicts on pictures. */
  isWanted: boolean
  service: OutsideService
  /** This machine's clock may be wrong, and what is old counts as forged. */
  trueTimeMs(): Promise<number>
  /** Whether our API answers at the public address at all. */
  isReached(): Promise<boolean>
}

const ECHO = 'kaibo-doctor'

/** Whether the API answers WeChat's message push (消息推送) as its console asks when the address is entered. */
export const messagePushCheck = (options: Options): Check => ({
  id: 'message-push',
  section: 'wechat',
  title: { zh: '消息推送', en: 'Message push' },
  needs: [PUBLIC_VARIABLE, 'KAIBO_WECHAT_PUSH_TOKEN', 'KAIBO_CALLBACK_PATH', 'KAIBO_SRS_HOOK_PATH'],
  async run() {
    const { publicBaseUrl, token, isWanted } = options
    if (token === undefined) return [isWanted ? absent : unused]
    if (publicBaseUrl === undefined) return [noAddress]
    if (!(await options.isReached())) return [notReached]
    return [judgePushAnswer(await ask(publicBaseUrl, token, options), publicBaseUrl)]
  },
})

/** Rejects with `OutsideError` where nobody answers: the check of the callback address tells that. */
async function ask(
  publicBaseUrl: string,
  token: string,
  { word, service, trueTimeMs }: Options,
): Promise<PushAnswer> {
  const timestamp = String(Math.floor((await trueTimeMs()) / 1000))
  const signature = pushSignature([token, timestamp, ECHO])
  const query = new URLSearchParams({ signature, timestamp, nonce: ECHO, echostr: ECHO })
  const url = `${publicBaseUrl}/v1/callbacks/wechat/${word}?${query}`
  const { status, text } = await askWithStatus(service, { url, method: 'GET' })
  return { status, isEcho: text === ECHO }
}

const unused = ok('message-push.unused', { zh: '没有配置', en: 'Not configured.' })

const absent = warn(
  'message-push.absent',
  {
    zh: '没有设置 KAIBO_WECHAT_PUSH_TOKEN：微信的图片审核结果送不到，用户上传的图片不会显示给别人',
    en: "KAIBO_WECHAT_PUSH_TOKEN is not set: WeChat's verdicts on pictures cannot arrive, and pictures that people upload are shown to nobody else.",
  },
  {
    zh: '微信公众平台 → 管理 → 开发管理 → 消息推送：启用，数据格式选 JSON，把 Token 写进 KAIBO_WECHAT_PUSH_TOKEN',
    en: "WeChat's console → Management (管理) → Development (开发管理) → Message push (消息推送): switch it on with JSON, and put its Token into KAIBO_WECHAT_PUSH_TOKEN.",
  },
)

const noAddress = unknown('message-push.no-address', {
  zh: `没有检查：没有设置 ${PUBLIC_VARIABLE}`,
  en: `Not checked: ${PUBLIC_VARIABLE} is not set.`,
})

const notReached = unknown('message-push.not-reached', {
  zh: '没有检查：要先让公网地址上的回调正常（见“回调”）',
  en: 'Not checked: callbacks have to work at the public address first (see "Callbacks").',
})
