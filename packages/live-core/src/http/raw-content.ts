/**
 * A body that is taken as bytes. `true`: of any content type and up to 8 KiB, for a caller whose format is not ours to
 * choose. Otherwise of one of these content types, up to `maxBytes`.
 */
export type RawBody = true | { mediaTypes: readonly [string, ...string[]]; maxBytes: number }

/** An answer that is no JSON: the bytes themselves, of one of these content types. */
export type BytesAnswer = { mediaTypes: readonly [string, ...string[]] }

/** Whether an operation is answered with bytes instead of JSON. */
export const isBytesAnswer = (answer: object): answer is BytesAnswer => 'mediaTypes' in answer
