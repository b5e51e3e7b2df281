import * as z from 'zod/mini'

/** Ways to a room from outside: a page of the mini-program, and a link that opens it from anywhere. */
export const share = z.object({
  /** The mini-program's page with its query, for `onShareAppMessage`. */
  path: z.string(),
  /** `https://wxaurl.cn/…`; absent when WeChat gives none at the moment, or not to this kind of account. */
  urlLink: z.optional(z.string()),
})
export type Share = z.infer<typeof share>
