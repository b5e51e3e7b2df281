import * as z from 'zod/mini'

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is this expression's purpose
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/
/** White space and zero-width characters: text of these alone shows nothing. */
const ONLY_INVISIBLE = /^[\s\u200b-\u200f\u2060\ufeff]+$/
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
    z.refine(isPresentable, {
      error: 'Invalid text: it needs a visible character, and no control characters or broken emoji',
    }),
  )

const isPresentable = (text: string) =>
  !CONTROL_CHARACTER.test(text) && !LONE_SURROGATE.test(text) && !ONLY_INVISIBLE.test(text)
