import { OutsideError } from '../../outside/outside-error.ts'
import type { Check } from '../check.ts'
import { PATHS } from '../configuration/variable-sources.ts'
import { type Finding, ok, unknown, wrong } from '../finding.ts'
import type { CloudFacts } from './cloud-facts.ts'
import { CLOUD_VARIABLES } from './cloud-variables.ts'

/** Whether Tencent Cloud knows the API key. What the key may do is another check. */
export const cloudKeyCheck = (facts: Pick<CloudFacts, 'streamState'>): Check => ({
  id: 'cloud-key',
  section: 'cloud',
  title: { zh: 'API 密钥', en: 'API key' },
  needs: CLOUD_VARIABLES,
  async run() {
    try {
      await facts.streamState()
    } catch (error) {
      if (!(error instanceof OutsideError) || error.kind !== 'refused') throw error
      return [judge(error.code ?? '')]
    }
    return [accepted]
  },
})

const accepted = ok('cloud-key.ok', { zh: '腾讯云接受这个密钥', en: 'Tencent Cloud accepts it.' })

/** Codes that all of Tencent's APIs have in common (document 1388/114322). Others are about the question. */
function judge(code: string): Finding {
  if (code === 'AuthFailure.SignatureExpire') return clockIsOff
  if (/^AuthFailure\.(?:SecretIdNotFound|InvalidSecretId)$/.test(code)) return noSuchId(code)
  if (code === 'AuthFailure.SignatureFailure') return otherKey
  return accepted
}

const clockIsOff = unknown('cloud-key.clock', {
  zh: '没有检查：本机时钟差得太多，签名无效（见“本机”）',
  en: 'Not checked: with this clock no signature is valid (see "This machine").',
})

const noSuchId = (code: string): Finding =>
  wrong(
    'cloud-key.secret-id',
    {
      zh: `腾讯云没有这个 KAIBO_CLOUD_SECRET_ID（${code}）：拼错、已删除或已禁用`,
      en: `Tencent Cloud does not know this KAIBO_CLOUD_SECRET_ID (${code}): misspelt, deleted or disabled.`,
    },
    {
      zh: `重新复制 SecretId 和 SecretKey，或新建一个密钥：${PATHS.apiKeys.zh}`,
      en: `Copy SecretId and SecretKey again, or make a new key: ${PATHS.apiKeys.en}.`,
    },
  )

const otherKey = wrong(
  'cloud-key.secret-key',
  {
    zh: 'KAIBO_CLOUD_SECRET_KEY 与 KAIBO_CLOUD_SECRET_ID 不是一对',
    en: 'KAIBO_CLOUD_SECRET_KEY does not belong to KAIBO_CLOUD_SECRET_ID.',
  },
  {
    zh: `重新复制同一个密钥的 SecretKey；看不到时新建一个：${PATHS.apiKeys.zh}`,
    en: `Copy the SecretKey of the same key again; where it is not shown any more, make a new key: ${PATHS.apiKeys.en}.`,
  },
)
