import type { NameRecords } from './dns-server.ts'

/** An installation's names. Nobody can own a name in `.test` (RFC 6761). */
export const NAMES = { push: 'push.kaibo.test', play: 'play.kaibo.test', api: 'api.kaibo.test' } as const

/** As it should be: both domains lead to Tencent, the API to its machine. */
export const goodRecords = (): NameRecords => ({
  [NAMES.push]: { cname: `${NAMES.push}.tlivepush.com` },
  [`${NAMES.push}.tlivepush.com`]: { address: '127.0.0.1' },
  [NAMES.play]: { cname: `${NAMES.play}.tlivecdn.com` },
  [`${NAMES.play}.tlivecdn.com`]: { address: '127.0.0.1' },
  [NAMES.api]: { address: '127.0.0.1' },
})
