import * as z from 'zod/mini'

export const applicationId = z.string().check(
  z.regex(/^application_[0-9a-z]{20}$/, {
    error: 'Expected an application id such as application_ followed by 20 letters and digits',
  }),
)

export const applicationPath = z.strictObject({ applicationId })
export type ApplicationPath = z.infer<typeof applicationPath>
