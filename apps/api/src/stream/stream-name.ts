import type { RandomBytes } from '../random.ts'

const PATTERN = /^[0-9a-f]{32}z$/

/**
 * A stream name: 128 random bits, of fixed length, ending in a character that is no hex digit. The signing
 * formula has no separator between name and time, so a name that ended in a hex digit could share its signature
 * with a shorter name and a later time. No `_`: CSS takes what follows it for a transcoding template.
 */
export const newStreamName = (random: RandomBytes): string => `${random(16).toString('hex')}z`

export const isStreamName = (value: unknown): value is string =>
  typeof value === 'string' && PATTERN.test(value)
