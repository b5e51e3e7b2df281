/** What a check says of a text. `undecided`: it could not be had, for whatever reason. */
export type TextVerdict = 'pass' | 'review' | 'risky' | 'undecided'

/** A text that a person wants others to read, and what it is. */
export type TextOfUser = { userId: string; text: string; kind: 'room' | 'profile' }

/** Judges a text. Never rejects for a check that failed: that is `undecided`. */
export type CheckText = (text: TextOfUser) => Promise<TextVerdict>
