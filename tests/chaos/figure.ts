/** One number that a check came to, and the bounds that it has to keep. */
export type Measure = { name: string; value: number; atLeast?: number; atMost?: number }

/** What a check did and what came of it. */
export type Figure = { check: string; did: string; measures: readonly Measure[]; ok: boolean }

/** How much a check does: little within `npm test`, all of it in `npm run chaos`. */
export type Size = 'short' | 'full'

/** `seed` repeats whatever is random in a check. */
export type Run = { size: Size; seed: number }

export function figure(check: string, did: string, measures: readonly Measure[]): Figure {
  return { check, did, measures, ok: measures.every(isKept) }
}

/** Whether a measure keeps its bounds. A number that could not be measured (NaN) keeps none. */
export const isKept = ({ value, atLeast = -Infinity, atMost = Infinity }: Measure): boolean =>
  value >= atLeast && value <= atMost

/** Something that must not have happened once. */
export const never = (name: string, value: number): Measure => ({ name, value, atMost: 0 })

/** Something that must have happened so many times. */
export const exactly = (expected: number, name: string, value: number): Measure => ({
  name,
  value,
  atLeast: expected,
  atMost: expected,
})

export const atMost = (limit: number, name: string, value: number): Measure => ({
  name,
  value,
  atMost: limit,
})

export const atLeast = (limit: number, name: string, value: number): Measure => ({
  name,
  value,
  atLeast: limit,
})
