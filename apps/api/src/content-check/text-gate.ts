import type { ContentPolicy } from '../config/wechat-config.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { CheckText, TextOfUser, TextVerdict } from './text-verdict.ts'

/** A text with its place in the request, such as `body.title`. */
export type TextInRequest = Pick<TextOfUser, 'text' | 'kind'> & { path: string }

/**
 * Lets through what others may read. Rejects with `text_rejected`, which names every field that was not accepted, or
 * with `unavailable` when a text could not be judged and the policy is strict.
 */
export type TextGate = (userId: string, texts: readonly TextInRequest[]) => Promise<void>

const RETRY_AFTER_SECONDS = '10'

/** What the policy does with each verdict. */
const RULES: Record<Exclude<ContentPolicy, 'off'>, Record<TextVerdict, 'show' | 'refuse' | 'later'>> = {
  strict: { pass: 'show', review: 'refuse', risky: 'refuse', undecided: 'later' },
  lenient: { pass: 'show', review: 'show', risky: 'refuse', undecided: 'show' },
}

export function createTextGate(policy: ContentPolicy, check: CheckText): TextGate {
  if (policy === 'off') return async () => {}
  const rules = RULES[policy]
  return async (userId, texts) => {
    const judged = await Promise.all(
      texts.map(async ({ path, ...text }) => ({ path, rule: rules[await check({ userId, ...text })] })),
    )
    const refused = judged.filter(({ rule }) => rule === 'refuse')
    if (refused.length > 0) throw rejected(refused.map(({ path }) => path))
    if (judged.some(({ rule }) => rule !== 'show')) throw notJudged()
  }
}

/** Which word it was, nobody is told: WeChat does not say, and it would only help to get around it. */
const rejected = (paths: readonly string[]) =>
  new KaiboError('text_rejected', `${paths.join(', ')}: not accepted; change the words.`, {
    issues: paths.map((path) => ({ path, message: 'Not accepted: change the words' })),
  })

const notJudged = () =>
  new KaiboError('unavailable', 'Texts cannot be checked now; try again.', {
    headers: { 'retry-after': RETRY_AFTER_SECONDS },
  })
