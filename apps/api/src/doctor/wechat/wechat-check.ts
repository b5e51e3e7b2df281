import type { Check } from '../check.ts'
import { PATHS } from '../configuration/variable-sources.ts'
import { type Finding, ok, unknown, wrong } from '../finding.ts'
import type { TokenAnswer } from './ask-token.ts'

/** Whether WeChat takes AppID and AppSecret from this machine. */
export const wechatCheck = (token: () => Promise<TokenAnswer>): Check => ({
  id: 'wechat',
  section: 'wechat',
  title: { zh: 'AppID 和 AppSecret', en: 'AppID and AppSecret' },
  needs: ['KAIBO_WECHAT_APPID', 'KAIBO_WECHAT_SECRET', 'KAIBO_WECHAT_BASE_URL'],
  async run() {
    const answer = await token()
    return [answer.kind === 'issued' ? fine : judge(answer.errcode, answer.address)]
  },
})

const fine = ok('wechat.ok', { zh: '微信接受', en: 'WeChat accepts them.' })

/** Error codes of getStableAccessToken (WeChat's global return codes). */
function judge(errcode: number, address: string | undefined): Finding {
  switch (errcode) {
    case 40013:
    case 41002:
      return noSuchApp(errcode)
    case 40001:
    case 40125:
    case 41004:
      return otherSecret(errcode)
    case 40164:
      return notListed(address)
    case 40243:
      return frozen
    case 50004:
    case 50007:
      return accountFrozen(errcode)
    default:
      return unclear(errcode)
  }
}

const noSuchApp = (errcode: number): Finding =>
  wrong(
    'wechat.appid',
    {
      zh: `没有这个 KAIBO_WECHAT_APPID（${errcode}）`,
      en: `There is no such KAIBO_WECHAT_APPID (${errcode}).`,
    },
    { zh: `重新复制 AppID：${PATHS.miniProgram.zh}`, en: `Copy the AppID again: ${PATHS.miniProgram.en}.` },
  )

const otherSecret = (errcode: number): Finding =>
  wrong(
    'wechat.secret',
    {
      zh: `KAIBO_WECHAT_SECRET 不是这个小程序的 AppSecret（${errcode}）：可能被重置过`,
      en: `KAIBO_WECHAT_SECRET is not the AppSecret of this mini-program (${errcode}): it may have been reset.`,
    },
    {
      zh: `重置并复制 AppSecret（只显示一次）：${PATHS.miniProgram.zh}`,
      en: `Reset and copy the AppSecret (it is shown once): ${PATHS.miniProgram.en}.`,
    },
  )

function notListed(address = ''): Finding {
  const [zh, en] = address === '' ? ['本机的出口 IP', "this machine's public IP address"] : [address, address]
  return wrong(
    'wechat.ip-not-listed',
    {
      zh: `微信不接受从 ${zh} 来的请求（40164）：它不在 IP 白名单里`,
      en: `WeChat takes no calls from ${en} (40164): it is not on the list of IP addresses.`,
    },
    {
      zh: `把 ${zh} 加进 IP 白名单：微信公众平台 → 管理 → 开发管理 → 开发设置 → IP 白名单`,
      en: `Add ${en} to the list: WeChat's console (mp.weixin.qq.com) → Management (管理) → Development (开发管理) → Settings (开发设置) → IP list (IP 白名单).`,
    },
  )
}

const frozen = wrong(
  'wechat.secret-frozen',
  { zh: 'AppSecret 已被冻结（40243）', en: 'The AppSecret is frozen (40243).' },
  {
    zh: `解冻 AppSecret（10 分钟后生效）：${PATHS.miniProgram.zh}`,
    en: `Unfreeze it (that takes 10 minutes): ${PATHS.miniProgram.en}.`,
  },
)

const accountFrozen = (errcode: number): Finding =>
  wrong(
    'wechat.account-frozen',
    {
      zh: `小程序账号被冻结或停用（${errcode}）`,
      en: `The mini-program's account is frozen or disabled (${errcode}).`,
    },
    {
      zh: '登录微信公众平台（mp.weixin.qq.com），按站内通知处理',
      en: 'Log in at mp.weixin.qq.com and follow the notice there.',
    },
  )

/** Too busy, too often, or something new: no word on the credentials. */
const unclear = (errcode: number): Finding =>
  unknown('wechat.unclear', {
    zh: `没有检查：微信回答 ${errcode}，请过一会儿再试`,
    en: `Not checked: WeChat answered ${errcode}. Try again later.`,
  })
