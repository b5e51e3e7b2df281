/** What Tencent leaves open about pushes, or lets an account configure. */
export interface PushRules {
  /** A second push of a live stream is refused, or takes the stream over: the first one ends with 21/102 or 21/103. */
  readonly duplicate: 'refuse' | 'take-over'
  /**
   * For so long a push whose connection has gone without a word counts as live: Tencent notices only when no data
   * has come for about 70 s. 0: it is noticed at once.
   */
  readonly holdDeadMs: number
  /** Whether a running push is cut when its txTime passes; otherwise only new ones are refused. */
  readonly cutAtExpiry: boolean
}

/** As the rest of a development installation expects it: nothing is left over from a push that is gone. */
export const DEFAULT_PUSH_RULES: PushRules = { duplicate: 'refuse', holdDeadMs: 0, cutAtExpiry: false }

/** The rules in force: what is asked for now, else what is configured, else the defaults. */
export function pushRules(
  now: { readonly [Rule in keyof PushRules]?: PushRules[Rule] | undefined },
  configured: Partial<PushRules>,
): PushRules {
  const usual = { ...DEFAULT_PUSH_RULES, ...configured }
  return {
    duplicate: now.duplicate ?? usual.duplicate,
    holdDeadMs: now.holdDeadMs ?? usual.holdDeadMs,
    cutAtExpiry: now.cutAtExpiry ?? usual.cutAtExpiry,
  }
}
