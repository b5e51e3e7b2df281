import { hash, timingSafeEqual } from 'node:crypto'
import type { AuthKeys } from '../../provider/tencent-css/cloud-api/console/auth-keys.ts'
import { type Finding, warn, wrong } from '../finding.ts'
import type { AuthOptions } from './auth-check.ts'

/** What is wrong with the authentication of a domain; nothing when all is well. No key is shown. */
export function judgeAuth(host: string, auth: AuthKeys, options: AuthOptions): Finding[] {
  if (!auth.isEnabled) return [switchedOff(host, options)]
  return [primary(host, auth, options), backup(host, auth, options), delta(host, auth, options)].filter(
    (each) => each !== undefined,
  )
}

const switchedOff = (host: string, { id, place }: AuthOptions): Finding =>
  wrong(
    `${id}.off`,
    {
      zh: `${host} 没有开启鉴权：不用签名谁都能用`,
      en: `${host} does not ask for signatures: anybody can use it without.`,
    },
    {
      zh: `开启鉴权并填入密钥：${place.zh}`,
      en: `Switch authentication on and enter the keys: ${place.en}.`,
    },
  )

function primary(host: string, auth: AuthKeys, { id, ours, place }: AuthOptions): Finding | undefined {
  if (isSame(ours.primary, auth.primary)) return undefined
  if (isSame(ours.primary, auth.backup)) {
    return warn(
      `${id}.key-is-backup`,
      {
        zh: `${ours.variable} 是 ${host} 的备密钥：备密钥一换，地址就失效`,
        en: `${ours.variable} is the backup key of ${host}: when that is replaced, URLs will be refused.`,
      },
      {
        zh: `轮换完成后把它设为主密钥：${place.zh}`,
        en: `When the rotation is over, make it the primary key: ${place.en}.`,
      },
    )
  }
  return wrong(
    `${id}.key-differs`,
    {
      zh: `${ours.variable} 与 ${host} 在控制台里的主、备密钥都不同：所有地址都会被拒绝`,
      en: `${ours.variable} is neither the primary nor the backup key of ${host} in the console: every URL will be refused.`,
    },
    {
      zh: `把控制台的主密钥复制过来：${place.zh}`,
      en: `Copy the primary key from the console: ${place.en}.`,
    },
  )
}

/** A backup key is for the day of a rotation: that day it has to be known on both sides. */
function backup(host: string, auth: AuthKeys, { id, ours, place }: AuthOptions): Finding | undefined {
  const { backup: key } = ours
  if (key === undefined || isSame(key, auth.backup) || isSame(key, auth.primary)) return undefined
  return warn(
    `${id}.backup-differs`,
    {
      zh: `${ours.backupVariable} 与 ${host} 在控制台里的密钥不同`,
      en: `${ours.backupVariable} is not a key of ${host} in the console.`,
    },
    { zh: `把控制台的备密钥复制过来：${place.zh}`, en: `Copy the backup key from the console: ${place.en}.` },
  )
}

function delta(host: string, { authDeltaSeconds }: AuthKeys, options: AuthOptions): Finding | undefined {
  const { id, validSeconds, place } = options
  if (authDeltaSeconds <= validSeconds) return undefined
  return warn(
    `${id}.delta`,
    {
      zh: `${host} 的“有效时间”是 ${authDeltaSeconds} 秒：地址过期后还能用这么久，比它自己的 ${validSeconds} 秒还长`,
      en: `The validity period (有效时间) of ${host} is ${authDeltaSeconds} s: URLs outlive their expiry by that, which is longer than their own ${validSeconds} s.`,
    },
    { zh: `把有效时间改小，如 60 秒：${place.zh}`, en: `Make it small, such as 60 s: ${place.en}.` },
  )
}

/** By digest, so that the time of comparing tells nothing of a key. */
const isSame = (one: string, other: string): boolean =>
  other !== '' && timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'))
