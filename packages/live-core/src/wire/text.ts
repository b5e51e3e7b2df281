import * as z from 'zod/mini'

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is this expression's purpose
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f]/
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/

/**
 * One line of text that a person typed: trimmed, 1 to `maxLength` code points (as JSON Schema counts, too), without
 * control characters and half emoji, which no database column stores and no screen shows.
 */
export const lineOfText = (maxLength: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(maxLength),
    z.refine((text) => !CONTROL_CHARACTER.test(text) && !LONE_SURROGATE.test(text), {
      error: 'Invalid text: control characters and broken emoji are not allowed',
    }),
  )
