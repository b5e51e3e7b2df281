/** One thing that `readConfig` refuses: its sentence, and the variables that the sentence is about. */
export type Problem = { variables: readonly string[]; sentence: string }

/** Names of variables as they stand in a sentence; the first word is always one. */
const VARIABLE = /\b(?:KAIBO_[A-Z0-9_]+|DATABASE_URL|REDIS_URL)\b/g

/**
 * The sentence's subject is what is wrong. "A and B are equal" is about both, and whatever else is named is only
 * mentioned.
 */
export function toProblem(sentence: string): Problem {
  const [subject = ''] = sentence.split(/ is | are | does | holds | has | leads /)
  return { variables: subject.match(VARIABLE) ?? [], sentence }
}
