/** Faults as the sandbox's control API takes them, in sections; a field that is absent means that all is well there. */
export interface Faults {
  readonly callbacks?: {
    readonly dropNext?: { readonly start?: number; readonly end?: number }
    readonly duplicate?: boolean
    readonly delayMs?: number
    readonly reorder?: boolean
  }
  readonly pushes?: {
    readonly duplicate?: 'refuse' | 'take-over'
    readonly holdDeadMs?: number
    readonly cutAtExpiry?: boolean
  }
  readonly cloud?: {
    readonly delayMs?: number
    readonly failShare?: number
    readonly failure?: 'error' | 'hang'
    readonly lie?: 'active' | 'inactive'
  }
  readonly clock?: { readonly skewMs?: number }
}

/** A stream that is being pushed, as the sandbox lists it. */
export interface LiveStream {
  readonly streamName: string
  readonly startedAtMs: number
  readonly viewers: number
  /** `frozen` and `lost`: nothing comes any more, and nobody has noticed. */
  readonly link: 'open' | 'frozen' | 'lost'
}
