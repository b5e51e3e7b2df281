import * as z from 'zod/mini'

/**
 * An enum in an answer. Mini-programs in the field stay days behind the server, so a value that this version
 * does not know reads as `'unknown'`, a neutral state, instead of failing the whole answer.
 */
export const openEnum = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.catch(z.enum([...values, 'unknown']), 'unknown')
