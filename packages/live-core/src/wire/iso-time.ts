import * as z from 'zod/mini'

/** A time in an answer: ISO 8601, UTC, always with milliseconds, such as `2026-11-22T13:00:00.000Z`. */
export const isoTime = z.iso.datetime({ precision: 3 })

/** A time in a request: ISO 8601 with `Z` or an offset; seconds' fraction is optional. */
export const isoTimeInput = z.iso.datetime({ offset: true })

/** Formats milliseconds since the epoch as every answer carries them. */
export const toIsoTime = (ms: number): string => new Date(ms).toISOString()
