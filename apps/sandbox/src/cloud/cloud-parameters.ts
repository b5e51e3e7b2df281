import { z } from 'zod'
import { CloudError, type CloudErrorCode } from './cloud-error.ts'

const MOST_REASON_BYTES = 2048

const stream = {
  AppName: z.string(),
  DomainName: z.string(),
  StreamName: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,255}$/, 'must be 1 to 255 letters, digits, hyphens and underscores'),
}

export const streamParameters = z.strictObject(stream)

export const forbidParameters = z.strictObject({
  ...stream,
  ResumeTime: z.iso
    .datetime({ precision: 0, error: 'must be UTC in the form 2018-11-29T19:00:00Z' })
    .optional(),
  Reason: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= MOST_REASON_BYTES, 'must be at most 2048 bytes')
    .optional(),
})

/** @throws CloudError that names the first parameter that is wrong */
export function readParameters<Output>(schema: z.ZodType<Output>, body: Buffer): Output {
  const value = parseObject(body)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  if (!issue) throw new CloudError('InvalidParameter', 'the parameters are invalid')
  if (issue.code === 'unrecognized_keys') {
    throw new CloudError('UnknownParameter', `there is no parameter ${issue.keys.join(', ')}`)
  }
  const name = String(issue.path[0])
  throw new CloudError(codeOf(issue, value[name]), `${name}: ${issue.message}`)
}

function parseObject(body: Buffer): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    throw new CloudError('InvalidParameter', 'the body is not JSON')
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new CloudError('InvalidParameter', 'the body is not a JSON object')
}

function codeOf({ code }: z.core.$ZodIssue, value: unknown): CloudErrorCode {
  if (value === undefined) return 'MissingParameter'
  return code === 'invalid_type' ? 'InvalidParameter' : 'InvalidParameterValue'
}
