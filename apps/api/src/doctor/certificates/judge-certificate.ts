import type { Words } from '../../cli/words.ts'
import { type Finding, ok, unknown, warn, wrong } from '../finding.ts'
import type { Certificate } from './probe-certificate.ts'

/** Which server was looked at, for which check, and where in which console its certificate is renewed. */
export type Looked = { id: string; place: Words; host: string; port: number }

const DAY_MS = 24 * 3_600_000
/** Enough to get a new one without haste. */
const WARN_DAYS = 30
/** What renews by itself has failed for weeks by then. */
const WRONG_DAYS = 7

/** The first trouble of a certificate, in the order in which a phone would meet it. */
export function judgeCertificate(certificate: Certificate, looked: Looked, nowMs: number): Finding {
  const { id, host } = looked
  const { validFromMs, validUntilMs, coversHost, subject, distrust } = certificate
  const until = new Date(validUntilMs).toISOString().slice(0, 10)
  const daysLeft = Math.floor((validUntilMs - nowMs) / DAY_MS)
  if (nowMs >= validUntilMs) {
    return trouble(looked, 'expired', {
      zh: `${host} 的证书已于 ${until} 过期`,
      en: `The certificate of ${host} expired on ${until}.`,
    })
  }
  if (nowMs < validFromMs) {
    return trouble(looked, 'not-yet', {
      zh: `${host} 的证书还没有生效`,
      en: `The certificate of ${host} is not valid yet.`,
    })
  }
  if (!coversHost) {
    return trouble(looked, 'other-name', {
      zh: `${host} 的证书是给别的域名的：${subject}`,
      en: `The certificate of ${host} is made out to another name: ${subject}.`,
    })
  }
  if (distrust !== undefined) {
    return trouble(looked, 'untrusted', {
      zh: `手机不会信任 ${host} 的证书（${distrust}）：自签名，或者缺少中间证书`,
      en: `Phones will not trust the certificate of ${host} (${distrust}): it is self-signed, or its chain is not complete.`,
    })
  }
  const left = { zh: `还有 ${daysLeft} 天（${until}）`, en: `${daysLeft} days left (${until})` }
  if (daysLeft >= WARN_DAYS) {
    return ok(`${id}.ok`, { zh: `${host}：${left.zh}`, en: `${host}: ${left.en}.` })
  }
  const words = {
    zh: `${host} 的证书快过期了：${left.zh}`,
    en: `The certificate of ${host} will expire soon: ${left.en}.`,
  }
  return daysLeft < WRONG_DAYS
    ? trouble(looked, 'ends-this-week', words)
    : warn(`${id}.ends-soon`, words, cureOf(looked))
}

/** A server that shows no certificate: nobody there, or nobody who speaks TLS. */
export function judgeNoCertificate(code: string, looked: Looked): Finding {
  const { id, host, port } = looked
  if (code === 'ECONNREFUSED') {
    return trouble(looked, 'nobody', {
      zh: `${host} 的 ${port} 端口没有服务`,
      en: `Nobody listens at port ${port} of ${host}.`,
    })
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return trouble(looked, 'no-tls', {
      zh: `${host}:${port} 没有可用的证书（${code}）`,
      en: `${host}:${port} has no certificate to show (${code}).`,
    })
  }
  return unknown(`${id}.no-answer`, {
    zh: `没有检查 ${host}：连不上（${code}）`,
    en: `${host} was not checked: it cannot be reached (${code}).`,
  })
}

const trouble = (looked: Looked, what: string, words: Finding['words']): Finding =>
  wrong(`${looked.id}.${what}`, words, cureOf(looked))

const cureOf = ({ place, host }: Looked) => ({
  zh: `为 ${host} 申请或更新证书（含完整证书链）：${place.zh}`,
  en: `Get or renew a certificate for ${host}, with its whole chain: ${place.en}.`,
})
