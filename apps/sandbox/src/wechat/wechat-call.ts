/** The calls of WeChat's server API that are served here, by what they are for. */
export const WECHAT_CALLS = ['login', 'token', 'text', 'image', 'code', 'link', 'message'] as const
export type WechatCall = (typeof WECHAT_CALLS)[number]

/** Where each is found; all but the login are posts. */
export const WECHAT_PATHS: Readonly<Record<WechatCall, string>> = {
  login: '/sns/jscode2session',
  token: '/cgi-bin/stable_token',
  text: '/wxa/msg_sec_check',
  image: '/wxa/media_check_async',
  code: '/wxa/getwxacodeunlimit',
  link: '/wxa/generate_urllink',
  message: '/cgi-bin/message/subscribe/send',
}
