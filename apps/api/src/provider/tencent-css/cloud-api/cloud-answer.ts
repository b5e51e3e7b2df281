import * as z from 'zod/mini'

/**
 * What Tencent answers: the action's own fields, which its reader parses, or an error. The error's message is left
 * out, since it may quote the call.
 */
const cloudAnswer = z.object({
  Response: z.looseObject({
    StreamState: z.optional(z.string()),
    Error: z.optional(z.object({ Code: z.string().check(z.regex(/^[A-Za-z0-9.]{1,100}$/)) })),
  }),
})

export type CloudAnswer = z.infer<typeof cloudAnswer>['Response']

/** Throws what `JSON.parse` and zod throw. */
export const readCloudAnswer = (text: string): CloudAnswer => cloudAnswer.parse(JSON.parse(text)).Response
