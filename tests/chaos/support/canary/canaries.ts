import { randomBytes } from 'node:crypto'
import type { SandboxConfig } from '@kaibo/sandbox'
import { keys } from '../../../support/keys.ts'

/** A secret that can be told from every other text. `issuedBy`: the calls whose own answers may hold it. */
export type Canary = { label: string; text: string; issuedBy?: string }

/** Every secret of an installation, each a canary, as the API and the sandbox are told them. */
export type CanaryKeys = {
  canaries: Canary[]
  variables: Record<string, string>
  sandbox: Partial<SandboxConfig>
  callbackPath: string
  callbackKey: string
}

const SECRETS = [
  'KAIBO_PUSH_KEY',
  'KAIBO_PUSH_BACKUP_KEY',
  'KAIBO_PLAY_KEY',
  'KAIBO_PLAY_BACKUP_KEY',
  'KAIBO_CALLBACK_KEY',
  'KAIBO_CALLBACK_PATH',
  'KAIBO_TOKEN_KEY',
  'KAIBO_WECHAT_SECRET',
  'KAIBO_CLOUD_SECRET_KEY',
] as const

export function canaryKeys(): CanaryKeys {
  // Not of the seed: a key that can be guessed is no canary.
  const canaries = SECRETS.map((label) => ({ label, text: `canary-${randomBytes(20).toString('hex')}` }))
  const of = (name: (typeof SECRETS)[number]) => canaries.find(({ label }) => label === name)?.text ?? ''
  return {
    canaries,
    variables: Object.fromEntries(canaries.map(({ label, text }) => [label, text])),
    sandbox: {
      pushKeys: [of('KAIBO_PUSH_KEY'), of('KAIBO_PUSH_BACKUP_KEY')],
      playKeys: [of('KAIBO_PLAY_KEY'), of('KAIBO_PLAY_BACKUP_KEY')],
      callbackKey: of('KAIBO_CALLBACK_KEY'),
      cloud: { secretId: keys.cloudSecretId, secretKey: of('KAIBO_CLOUD_SECRET_KEY') },
      idleMs: 3_600_000,
    },
    callbackPath: of('KAIBO_CALLBACK_PATH'),
    callbackKey: of('KAIBO_CALLBACK_KEY'),
  }
}

/** Text in which no canary may stand, but those that were issued there. */
export type Haystack = { where: string; text: string }

/** `label in where` for every canary that stands where it must not, plain or encoded. */
export function strayCanaries(canaries: readonly Canary[], haystacks: readonly Haystack[]): string[] {
  const forms = canaries.map((canary) => ({ ...canary, forms: encodings(canary.text) }))
  return haystacks.flatMap(({ where, text }) =>
    forms
      .filter(({ issuedBy, forms }) => issuedBy !== where && forms.some((form) => text.includes(form)))
      .map(({ label }) => `${label} in ${where}`),
  )
}

function encodings(text: string): string[] {
  const bytes = Buffer.from(text)
  return [text, encodeURIComponent(text), bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')]
}
