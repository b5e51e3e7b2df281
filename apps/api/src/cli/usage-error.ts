import type { Words } from './words.ts'

/** The command line was called in a way that it does not know: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
  readonly words: Words

  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}
