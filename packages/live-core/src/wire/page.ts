import * as z from 'zod/mini'

export const DEFAULT_LIST_LIMIT = 20
export const MAX_LIST_LIMIT = 100

/** How many items a page of a list may have, in a query. */
export const pageLimit = z.optional(
  z.pipe(
    z
      .string()
      .check(z.regex(/^(?:[1-9]\d?|100)$/, { error: `Expected a whole number from 1 to ${MAX_LIST_LIMIT}` })),
    z.transform(Number),
  ),
)

/** Where a page begins: the `nextCursor` of the page before, opaque to clients. */
export const pageCursor = z.optional(
  z
    .string()
    .check(z.regex(/^[A-Za-z0-9_-]{1,128}$/, { error: 'Expected the nextCursor of an earlier page' })),
)
