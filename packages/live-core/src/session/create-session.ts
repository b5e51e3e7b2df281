import * as z from 'zod/mini'

/** `wx.login`'s code; the server hands it to WeChat's jscode2session. Single use, about 5 minutes. */
export const createSessionRequest = z.strictObject({
  code: z.string().check(
    z.regex(/^[\x21-\x7e]{1,128}$/, {
      error: 'Expected the code that wx.login returned (1 to 128 printable ASCII characters)',
    }),
  ),
})
export type CreateSessionRequest = z.infer<typeof createSessionRequest>
