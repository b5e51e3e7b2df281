import type { Words } from '../../cli/words.ts'
import type { Section } from '../check.ts'
import type { Verdict } from '../finding.ts'

export const SECTION_TITLES: Record<Section, Words> = {
  configuration: { zh: '配置', en: 'Configuration' },
  machine: { zh: '本机', en: 'This machine' },
  domains: { zh: '域名和证书', en: 'Names and certificates' },
  cloud: { zh: '腾讯云直播', en: 'Tencent Cloud CSS' },
  callbacks: { zh: '回调', en: 'Callbacks' },
  wechat: { zh: '微信', en: 'WeChat' },
  storage: { zh: '存储', en: 'Storage' },
}

export const COUNTED: Record<Verdict, (count: number) => Words> = {
  wrong: (count) => ({ zh: `${count} 个错误`, en: `${count} wrong` }),
  warn: (count) => ({ zh: `${count} 个提醒`, en: `${count} to look at` }),
  unknown: (count) => ({ zh: `${count} 项没有检查`, en: `${count} not checked` }),
  ok: (count) => ({ zh: `${count} 项正常`, en: `${count} right` }),
}

export const REPORT_WORDS = {
  domains: {
    zh: '小程序的域名列表（粘贴到“服务器域名”）',
    en: 'Domain list of the mini-program (paste it under 服务器域名)',
  },
  noDomains: {
    zh: '设好 KAIBO_PUBLIC_BASE_URL（https）后这里会列出来',
    en: 'It stands here once KAIBO_PUBLIC_BASE_URL is set, with https.',
  },
  toTick: {
    zh: '请逐项确认（只有人能看到）',
    en: 'To be ticked by a person: no interface tells it',
  },
} as const satisfies Record<string, Words>

/** The names of the four lists in WeChat's console. */
export const DOMAIN_LISTS = {
  request: 'request 合法域名',
  socket: 'socket 合法域名',
  uploadFile: 'uploadFile 合法域名',
  downloadFile: 'downloadFile 合法域名',
} as const
