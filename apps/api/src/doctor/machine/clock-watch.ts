/** Reads other machines' clocks off the answers that pass by: every HTTP answer says its `Date`. */
export type ClockWatch = {
  /** The same `fetch`, watched. */
  watch(fetcher: typeof fetch): typeof fetch
  /** By how much the others are ahead of this machine, as far as they were heard; good to about a second. */
  offsetMs(): number | undefined
}

/** `Date` has whole seconds: on average half of one has passed. */
const HALF_A_SECOND_MS = 500

export function createClockWatch(clock: () => number): ClockWatch {
  const offsets: number[] = []
  return {
    watch: (fetcher) => async (input, init) => {
      const sentMs = clock()
      const answer = await fetcher(input, init)
      const theirsMs = Date.parse(answer.headers.get('date') ?? '') + HALF_A_SECOND_MS
      if (Number.isFinite(theirsMs)) offsets.push(theirsMs - (sentMs + clock()) / 2)
      return answer
    },
    // If this machine were wrong, all others would say so; one that is wrong itself says it alone.
    offsetMs: () => offsets.toSorted((one, other) => Math.abs(one) - Math.abs(other))[0],
  }
}
