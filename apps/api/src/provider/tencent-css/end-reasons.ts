import type { Words } from '../../words.ts'

const CLIENT: Words = { zh: '推流端主动断开', en: 'the encoder ended the push' }
const NETWORK: Words = { zh: '推流网络异常', en: 'the encoder’s network broke' }
const INTERNAL: Words = { zh: '云直播内部错误', en: 'an internal error of the provider' }
const NO_DATA: Words = { zh: '长时间没有收到数据', en: 'no data came for too long' }
const BAD_RTMP: Words = { zh: '推流数据格式异常', en: 'the encoder sent malformed RTMP' }
const UNKNOWN: Words = { zh: '原因未知', en: 'the provider gave no reason' }
const ACCOUNT: Words = {
  zh: '云直播服务不可用（账号停服或欠费）',
  en: 'the live service of the account is suspended',
}
const CHANNEL: Words = { zh: '频道未创建或已关闭', en: 'the channel does not exist or is closed' }
const DOMAIN: Words = { zh: '推流域名或应用名不可用', en: 'the push domain or AppName is not allowed' }

/** Tencent CSS's `errcode` of event 0 (267/35256). */
const BY_CODE: Readonly<Record<number, Words>> = {
  1: CLIENT,
  2: CLIENT,
  3: CLIENT,
  4: CLIENT,
  5: INTERNAL,
  6: BAD_RTMP,
  7: { zh: '单帧数据过大', en: 'a frame was too large' },
  8: NO_DATA,
  9: INTERNAL,
  10: { zh: '收到断流命令', en: 'the push was told to stop' },
  11: INTERNAL,
  12: NETWORK,
  13: NETWORK,
  14: NETWORK,
  15: NETWORK,
  16: NETWORK,
  17: NETWORK,
  19: { zh: '鉴权未通过', en: 'the push was not authorised' },
  20: NO_DATA,
  23: BAD_RTMP,
  24: INTERNAL,
}

/** Where the sub-code says more: `errcode/sub_errcode`. It is optional, so it only ever explains. */
const BY_SUB_CODE: Readonly<Record<string, Words>> = {
  '18/100': INTERNAL,
  '18/101': INTERNAL,
  '18/102': INTERNAL,
  '18/103': INTERNAL,
  '18/104': INTERNAL,
  '18/200': { zh: '云直播未能识别推流所属账号', en: 'the provider could not tell whose push it was' },
  '18/201': ACCOUNT,
  '18/202': ACCOUNT,
  '18/203': ACCOUNT,
  '18/300': DOMAIN,
  '18/301': DOMAIN,
  '18/302': DOMAIN,
  '18/303': DOMAIN,
  '18/304': DOMAIN,
  '18/305': { zh: '该流已被禁播', en: 'the stream is forbidden' },
  '18/306': CHANNEL,
  '18/307': CHANNEL,
  '18/308': { zh: '流名称含非法字符', en: 'the stream name has characters that are not allowed' },
  '18/309': DOMAIN,
  '18/400': { zh: '推流 IP 在黑名单中', en: 'the encoder’s address is on the block list' },
  '18/401': { zh: '推流 IP 不在白名单中', en: 'the encoder’s address is not on the allow list' },
  '18/500': { zh: '推流地址缺少过期时间', en: 'the push URL has no expiry' },
  '18/501': { zh: '推流地址已过期', en: 'the push URL has expired' },
  '18/502': { zh: '推流地址缺少签名', en: 'the push URL has no signature' },
  '18/503': { zh: '推流地址签名错误', en: 'the push URL’s signature is wrong' },
  '18/600': { zh: '推流条数超过上限', en: 'too many pushes at once' },
  '18/601': { zh: '该流已有一路推流', en: 'the stream is being pushed already' },
  '18/602': { zh: '优先级低于正在推的流', en: 'a push with a higher priority is running' },
  '21/100': { zh: '服务端断开了推流', en: 'the server dropped the push' },
  '21/101': { zh: '服务端禁止了该流', en: 'the server forbade the stream' },
  '21/102': { zh: '被新的推流顶替', en: 'a newer push took its place' },
  '21/103': { zh: '无数据的推流被新的推流顶替', en: 'a newer push took the place of one without data' },
}

/** Why a push ended, in words. Codes that are not in the documents are said to be unknown, with their number. */
export function explainEnd(code: number | undefined, subCode: number | undefined): Words {
  if (code === undefined) return UNKNOWN
  const known = BY_SUB_CODE[`${code}/${subCode ?? 0}`] ?? BY_CODE[code]
  if (known) return known
  const number = subCode === undefined || subCode === 0 ? `${code}` : `${code}/${subCode}`
  return { zh: `${UNKNOWN.zh}（${number}）`, en: `${UNKNOWN.en} (${number})` }
}
