import { StoreUnavailableError } from '../storage/store-error.ts'

/** The provider waits 20 s; an answer within 5 s leaves its queue short when the store hangs. */
const DEADLINE_MS = 4_500

/**
 * The result of `work`, or `StoreUnavailableError` when it takes too long. The work may still commit afterwards: the
 * provider's repetition then changes nothing.
 */
export async function withDeadline<Result>(work: Promise<Result>, deadlineMs = DEADLINE_MS): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreUnavailableError(`Nothing was committed within ${deadlineMs} ms`)),
      deadlineMs,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
