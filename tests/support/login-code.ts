import { randomUUID } from 'node:crypto'

/** A login code of the person called `name` that was never used before, as each one from a phone is. */
export const freshCode = (name: string): string => `dev-${name}.${randomUUID()}`
