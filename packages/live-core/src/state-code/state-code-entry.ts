/**
 * How loudly to log a code. `fatal` means that the component has given up on this push or this playback and stays
 * silent until it is started again; it never means that the room is over. What to do is the `reaction`'s business.
 */
export type StateCodeSeverity = 'info' | 'warning' | 'error' | 'fatal'

/** One row of a state-code table. */
export interface StateCodeEntry<Reaction extends string> {
  /** The integer the component raises. */
  readonly code: number
  /** Our own stable kebab-case name, for logs and metrics; unique inside its table. */
  readonly name: string
  readonly severity: StateCodeSeverity
  /** Whether WeChat's own component page lists the code. */
  readonly documented: boolean
  readonly reaction: Reaction
  /** The constant of the media SDK underneath, to search its documents by; `null` where it has none. */
  readonly sdkName: string | null
}

/** A short sentence about a code, for a person or a log. */
export interface StateCodeText {
  readonly zh: string
  readonly en: string
}
