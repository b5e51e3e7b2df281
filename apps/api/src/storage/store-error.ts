/** The store cannot be reached now; the request may be tried again. Answered as 503. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError'
}

/** The store cannot be opened at all, for a reason that a person has to mend. Its message is for that person. */
export class StoreOpenError extends Error {
  override name = 'StoreOpenError'
}

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
])

/**
 * SQLSTATE classes that mean "not now" (PostgreSQL manual, appendix A): 08 connection exception,
 * 53 insufficient resources, 57P shutting down or starting up; 57014, a statement cut by its time limit; and
 * 40001 and 40P01, a transaction that lost against another and may be tried again.
 */
const NOT_NOW = /^(?:08|53|57P|57014|40001|40P01)/

/** Messages of pg that carry no code. */
const NO_CONNECTION =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|is not queryable/

/** Rethrows `error`, as a `StoreUnavailableError` when the store is out of reach rather than the statement wrong. */
export function asStoreError(error: unknown): never {
  if (error instanceof Error && isOutOfReach(error)) {
    throw new StoreUnavailableError(`The store cannot be reached: ${error.message}`, { cause: error })
  }
  throw error
}

function isOutOfReach(error: Error & { code?: unknown }): boolean {
  const code = typeof error.code === 'string' ? error.code : ''
  return NETWORK_CODES.has(code) || NOT_NOW.test(code) || NO_CONNECTION.test(error.message)
}
