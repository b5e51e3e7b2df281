import { ENCODING_AES_KEY } from '../wechat-push/push-cipher.ts'
import type { ProviderName, Secrets } from './config.ts'
import type { Environment } from './environment.ts'

/** Keys that stand in public documents and samples: whoever reads those could sign with them. */
const PUBLISHED_KEYS = new Set([
  'e12c46f2612d5106e2034781ab261ca3',
  '69e0daf7234b01f257a7adb9f807ae9f',
  'GCTbw44s6MPLh4GqgDpnfuFHgy25Enly',
  'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
])

type SecretRule = {
  variable: string
  minLength: number
  purpose: string
  optional?: true
  /** The one provider that needs it: with another it may be left out. */
  neededBy?: ProviderName
}

const RULES: Record<keyof Secrets, SecretRule> = {
  pushKey: { variable: 'KAIBO_PUSH_KEY', minLength: 16, purpose: "the push domain's primary key" },
  pushBackupKey: {
    variable: 'KAIBO_PUSH_BACKUP_KEY',
    minLength: 16,
    purpose: "the push domain's backup key",
    optional: true,
  },
  playKey: { variable: 'KAIBO_PLAY_KEY', minLength: 16, purpose: "the play domain's primary key" },
  playBackupKey: {
    variable: 'KAIBO_PLAY_BACKUP_KEY',
    minLength: 16,
    purpose: "the play domain's backup key",
    optional: true,
  },
  callbackKey: {
    variable: 'KAIBO_CALLBACK_KEY',
    minLength: 32,
    purpose: "the callback template's key",
    neededBy: 'tencent-css',
  },
  callbackPath: {
    variable: 'KAIBO_CALLBACK_PATH',
    minLength: 32,
    purpose: "a random word (letters and digits) that ends the callback's URL",
    neededBy: 'tencent-css',
  },
  tokenKey: { variable: 'KAIBO_TOKEN_KEY', minLength: 32, purpose: 'a random key of your own' },
  wechatSecret: { variable: 'KAIBO_WECHAT_SECRET', minLength: 16, purpose: "the mini-program's AppSecret" },
  wechatPushToken: {
    variable: 'KAIBO_WECHAT_PUSH_TOKEN',
    minLength: 16,
    purpose: "the Token of WeChat's message push (mp.weixin.qq.com → 开发管理 → 消息推送)",
    optional: true,
  },
  wechatPushAesKey: {
    variable: 'KAIBO_WECHAT_PUSH_AES_KEY',
    minLength: 43,
    purpose: "the EncodingAESKey of WeChat's message push (mp.weixin.qq.com → 开发管理 → 消息推送)",
    optional: true,
  },
  cloudSecretId: {
    variable: 'KAIBO_CLOUD_SECRET_ID',
    minLength: 16,
    purpose: 'the SecretId of a Tencent Cloud API key for live (console.cloud.tencent.com/cam/capi)',
    neededBy: 'tencent-css',
  },
  cloudSecretKey: {
    variable: 'KAIBO_CLOUD_SECRET_KEY',
    minLength: 16,
    purpose: 'the SecretKey of that API key (console.cloud.tencent.com/cam/capi)',
    neededBy: 'tencent-css',
  },
  srsHookPath: {
    variable: 'KAIBO_SRS_HOOK_PATH',
    minLength: 32,
    purpose: "a random word (letters and digits) that ends the URL of SRS's hooks",
    neededBy: 'srs',
  },
  srsApiPassword: {
    variable: 'KAIBO_SRS_API_PASSWORD',
    minLength: 16,
    purpose: "the password of SRS's HTTP API (http_api.auth)",
    neededBy: 'srs',
  },
}

/**
 * Reads the secrets. Empty, short, published or equal ones are refused: with one key for two purposes every
 * play URL would be a valid push URL, and with an empty callback key anybody could sign callbacks.
 */
export function readSecrets(environment: Environment, provider: ProviderName): Secrets {
  const { problems } = environment
  const read = (name: keyof Secrets) => readSecret(environment, provider, RULES[name])
  const pushBackupKey = read('pushBackupKey')
  const playBackupKey = read('playBackupKey')
  const wechatPushToken = read('wechatPushToken')
  const wechatPushAesKey = read('wechatPushAesKey')
  const secrets: Secrets = {
    pushKey: read('pushKey'),
    ...(pushBackupKey === '' ? {} : { pushBackupKey }),
    playKey: read('playKey'),
    ...(playBackupKey === '' ? {} : { playBackupKey }),
    callbackKey: read('callbackKey'),
    callbackPath: read('callbackPath'),
    tokenKey: read('tokenKey'),
    wechatSecret: read('wechatSecret'),
    ...(wechatPushToken === '' ? {} : { wechatPushToken }),
    ...(wechatPushAesKey === '' ? {} : { wechatPushAesKey }),
    cloudSecretId: read('cloudSecretId'),
    cloudSecretKey: read('cloudSecretKey'),
    srsHookPath: read('srsHookPath'),
    srsApiPassword: read('srsApiPassword'),
  }
  for (const name of ['callbackPath', 'srsHookPath'] as const) {
    if (secrets[name] !== '' && !/^[A-Za-z0-9_-]+$/.test(secrets[name])) {
      problems.push(
        `${RULES[name].variable} holds other characters than letters, digits, - and _: choose another word.`,
      )
    }
  }
  // It stands in a header, between a comma and a slash.
  if (secrets.cloudSecretId !== '' && !/^[A-Za-z0-9_-]+$/.test(secrets.cloudSecretId)) {
    problems.push(
      'KAIBO_CLOUD_SECRET_ID holds other characters than letters, digits, - and _: copy it again from the console.',
    )
  }
  problems.push(...pushSecrets(secrets), ...equalSecrets(secrets))
  return secrets
}

function readSecret(environment: Environment, provider: ProviderName, rule: SecretRule): string {
  const isOptional = rule.optional || (rule.neededBy ?? provider) !== provider
  const value = isOptional
    ? (environment.optional(rule.variable) ?? '')
    : environment.required(rule.variable, `${rule.purpose} (at least ${rule.minLength} characters)`)
  if (value === '') return value
  if (value.length < rule.minLength) {
    environment.problems.push(
      `${rule.variable} is too short (${value.length} characters): set it to ${rule.purpose}, at least ${rule.minLength} characters.`,
    )
  }
  if (PUBLISHED_KEYS.has(value)) {
    environment.problems.push(`${rule.variable} is a key from a public document: make a random one.`)
  }
  return value
}

/** What the console takes for the message push, so that both ends can have the same. */
function pushSecrets({ wechatPushToken, wechatPushAesKey }: Secrets): string[] {
  return [
    ...(wechatPushToken !== undefined && !/^[A-Za-z0-9]{1,32}$/.test(wechatPushToken)
      ? ['KAIBO_WECHAT_PUSH_TOKEN is not made of at most 32 letters and digits: the console takes no other.']
      : []),
    ...(wechatPushAesKey !== undefined &&
    wechatPushAesKey.length >= 43 &&
    !ENCODING_AES_KEY.test(wechatPushAesKey)
      ? ['KAIBO_WECHAT_PUSH_AES_KEY is not made of 43 letters and digits: copy it again from the console.']
      : []),
    ...(wechatPushAesKey !== undefined && wechatPushToken === undefined
      ? ['KAIBO_WECHAT_PUSH_AES_KEY is set without KAIBO_WECHAT_PUSH_TOKEN: set both, or neither.']
      : []),
  ]
}

function equalSecrets(secrets: Secrets): string[] {
  const named = Object.entries(RULES).map(
    ([name, rule]) => [rule.variable, secrets[name as keyof Secrets]] as const,
  )
  return named.flatMap(([variable, value], index) =>
    named
      .slice(index + 1)
      .filter(([, other]) => value !== undefined && value !== '' && value === other)
      .map(([other]) => `${variable} and ${other} are equal: each needs a value of its own.`),
  )
}
