import * as z from 'zod/mini'

/** A time in an answer: ISO 8601, UTC, always with milliseconds, such as `2026-11-22T13:00:00.000Z`. */
export const isoTime = z.iso.datetime({ precision: 3 })

/**
 * A time in a request: ISO 8601 with `Z` or an offset; seconds' fraction is optional. An offset must not carry it
 * out of the years 0000 to 9999: no answer could show it then.
 */
export const isoTimeInput = z.iso
  .datetime({ offset: true })
  .check(z.refine(hasFourDigitYear, { error: 'Expected a time in the years 0000 to 9999 (UTC)' }))

/** What is no time at all passes here: the check before has said so. */
function hasFourDigitYear(text: string): boolean {
  const year = new Date(text).getUTCFullYear()
  return !(year < 0 || year > 9999)
}

/** Formats milliseconds since the epoch as every answer carries them. */
export const toIsoTime = (ms: number): string => new Date(ms).toISOString()
