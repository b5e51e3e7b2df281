import * as z from 'zod/mini'

/** The body of a request that takes no fields: none at all, or `{}`. */
export const emptyRequest = z.strictObject({})
