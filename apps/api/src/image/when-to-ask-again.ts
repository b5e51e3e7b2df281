/** WeChat answers within half an hour; after that the question was lost. */
export const ANSWER_MS = 40 * 60_000
/** So often a picture is asked about. */
export const MOST_QUESTIONS = 5

const FIRST_MS = 30_000
const FACTOR = 4

/** How long after the `asked`-th question, which came to nothing, the next one follows, in milliseconds. */
export const askAgainAfterMs = (asked: number): number =>
  Math.min(ANSWER_MS, FIRST_MS * FACTOR ** Math.max(0, asked - 1))
