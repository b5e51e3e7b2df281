import type { Words } from '../../cli/words.ts'

const RANDOM: Words = {
  zh: '用 openssl rand -hex 24 生成一个新的随机值',
  en: 'one is made with: openssl rand -hex 24',
}
const PUSH_DOMAIN: Words = {
  zh: '云直播控制台 → 域名管理 → 推流域名 → 管理 → 推流配置 → 鉴权配置',
  en: 'CSS console → Domain Management (域名管理) → the push domain → Manage → Push Configuration (推流配置) → Authentication (鉴权配置)',
}
const PLAY_DOMAIN: Words = {
  zh: '云直播控制台 → 域名管理 → 播放域名 → 管理 → 访问控制 → 鉴权配置',
  en: 'CSS console → Domain Management (域名管理) → the play domain → Manage → Access Control (访问控制) → Authentication (鉴权配置)',
}
const PLAY_CERTIFICATE: Words = {
  zh: '云直播控制台 → 域名管理 → 播放域名 → 管理 → 高级配置 → HTTPS 配置',
  en: 'CSS console → Domain Management (域名管理) → the play domain → Manage → Advanced Configuration (高级配置) → HTTPS',
}
const PROXY: Words = {
  zh: 'API 前面的反向代理（Caddy 会自动续期；nginx 配 certbot）',
  en: 'the proxy before the API (Caddy renews by itself; nginx with certbot)',
}
const DOMAINS: Words = {
  zh: '云直播控制台 → 域名管理（console.cloud.tencent.com/live/domainmanage）',
  en: 'CSS console → Domain Management (域名管理, console.cloud.tencent.com/live/domainmanage)',
}
const CALLBACKS: Words = {
  zh: '云直播控制台 → 功能配置 → 直播回调 → 回调模板',
  en: 'CSS console → Feature Configuration (功能配置) → Live Stream Callback (直播回调) → the template',
}
const CALLBACK_BINDING: Words = {
  zh: '云直播控制台 → 域名管理 → 推流域名 → 管理 → 模板配置 → 回调配置',
  en: 'CSS console → Domain Management (域名管理) → the push domain → Manage → Template Configuration (模板配置) → Callback (回调配置)',
}
const API_KEYS: Words = {
  zh: '访问管理控制台 → 访问密钥 → API 密钥管理（console.cloud.tencent.com/cam/capi）',
  en: 'CAM console → Access Keys (访问密钥) → API keys (console.cloud.tencent.com/cam/capi)',
}
const MINI_PROGRAM: Words = {
  zh: '微信公众平台 → 管理 → 开发管理 → 开发设置 → 开发者 ID',
  en: "WeChat's console (mp.weixin.qq.com) → Management (管理) → Development (开发管理) → Settings (开发设置) → Developer ID (开发者 ID)",
}

/** Where in which console a variable's value is found or set: the next click. */
export const PATHS = {
  random: RANDOM,
  pushDomain: PUSH_DOMAIN,
  playDomain: PLAY_DOMAIN,
  playCertificate: PLAY_CERTIFICATE,
  proxy: PROXY,
  domains: DOMAINS,
  callbacks: CALLBACKS,
  callbackBinding: CALLBACK_BINDING,
  apiKeys: API_KEYS,
  miniProgram: MINI_PROGRAM,
} as const

const SOURCES: Record<string, Words> = {
  KAIBO_PUSH_KEY: PUSH_DOMAIN,
  KAIBO_PUSH_BACKUP_KEY: PUSH_DOMAIN,
  KAIBO_PLAY_KEY: PLAY_DOMAIN,
  KAIBO_PLAY_BACKUP_KEY: PLAY_DOMAIN,
  KAIBO_CALLBACK_KEY: CALLBACKS,
  KAIBO_CALLBACK_PATH: RANDOM,
  KAIBO_TOKEN_KEY: RANDOM,
  KAIBO_WECHAT_APPID: MINI_PROGRAM,
  KAIBO_WECHAT_SECRET: MINI_PROGRAM,
  KAIBO_CLOUD_SECRET_ID: API_KEYS,
  KAIBO_CLOUD_SECRET_KEY: API_KEYS,
  KAIBO_PUSH_RTMP_BASE_URL: DOMAINS,
  KAIBO_PLAY_FLV_BASE_URL: DOMAINS,
  KAIBO_PLAY_RTMP_BASE_URL: DOMAINS,
  KAIBO_PLAY_HLS_BASE_URL: DOMAINS,
}

/** Where the value of a variable comes from, if it comes from anywhere. */
export const sourceOf = (variable: string): Words | undefined => SOURCES[variable]
