import type { EndReason } from '@kaibo/live-core'
import type { MadeBecause } from '../stream/stream-store.ts'
import type { Words } from '../words.ts'

/** What the timeline says. The provider's own reasons are its business. */
export const words = {
  created: { zh: '直播间已创建', en: 'The room was opened.' },
  started: { zh: '收到推流', en: 'The push began.' },
  claimed: {
    zh: '有推流通知但未携带凭证，正在向服务商核实',
    en: 'A start without our token was reported; the provider is asked.',
  },
  ended: (why: Words): Words => ({ zh: `推流中断：${why.zh}`, en: `The push ended: ${why.en}.` }),
  found: { zh: '向服务商查询后确认正在推流', en: 'The provider was asked, and shows a running push.' },
  lost: {
    zh: '向服务商查询后确认推流已停止',
    en: 'The provider was asked, and shows that nobody pushes any more.',
  },
  reopened: { zh: '主播回来了，直播间继续', en: 'The broadcaster came back; the room goes on.' },
} as const

export const replacedWords: Record<Exclude<MadeBecause, 'opened'>, Words> = {
  'taken-over': { zh: '另一台设备接管了直播', en: 'Another device of the broadcaster took over.' },
  conflict: {
    zh: '有人用旧的推流地址推流，已断开并更换地址',
    en: 'Somebody pushed with an address that was no longer valid; it was cut and the address replaced.',
  },
  'drop-unconfirmed': {
    zh: '旧连接未确认断开，已更换推流地址',
    en: 'It was not confirmed that the old connection is gone; the address was replaced.',
  },
}

export const endedWords: Record<EndReason, Words> = {
  broadcaster: { zh: '主播结束了直播', en: 'The broadcaster ended the room.' },
  operator: { zh: '运营结束了直播', en: 'An operator ended the room.' },
  window: {
    zh: '超过重连时间，直播结束；主播不久后回来还可继续',
    en: 'The time to reconnect passed; the broadcaster may still return for a while.',
  },
}
