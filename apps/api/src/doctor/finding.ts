import type { Words } from '../cli/words.ts'

/** `unknown`: the check could not be made. It is never an alarm. */
export const verdicts = ['ok', 'warn', 'wrong', 'unknown'] as const
export type Verdict = (typeof verdicts)[number]

/** What a check found. `code` names it for programs, such as `push-auth.key-differs`. */
export type Finding =
  | { verdict: 'ok'; code: string; words: Words }
  /** `words` say why; a cure where the person can make the check possible. */
  | { verdict: 'unknown'; code: string; words: Words; cure?: Words }
  /** Whatever is alarming comes with the next thing to do. */
  | { verdict: 'warn' | 'wrong'; code: string; words: Words; cure: Words }

export const ok = (code: string, words: Words): Finding => ({ verdict: 'ok', code, words })

export const warn = (code: string, words: Words, cure: Words): Finding => ({
  verdict: 'warn',
  code,
  words,
  cure,
})

export const wrong = (code: string, words: Words, cure: Words): Finding => ({
  verdict: 'wrong',
  code,
  words,
  cure,
})

export const unknown = (code: string, words: Words, cure?: Words): Finding => ({
  verdict: 'unknown',
  code,
  words,
  ...(cure === undefined ? {} : { cure }),
})

/** The next thing to do about a finding, where there is one. */
export const cureOf = (finding: Finding): Words | undefined =>
  finding.verdict === 'ok' ? undefined : finding.cure

const GRAVITY: Record<Verdict, number> = { ok: 0, unknown: 1, warn: 2, wrong: 3 }

/** The gravest verdict of several findings; nothing found is right. */
export const gravest = (findings: readonly { verdict: Verdict }[]): Verdict =>
  findings.reduce<Verdict>(
    (worst, { verdict }) => (GRAVITY[verdict] > GRAVITY[worst] ? verdict : worst),
    'ok',
  )
