import type { z } from 'zod'
import { ControlError } from './control-error.ts'

/** @throws ControlError 400 that names the first wrong field and lists them all */
export function parseBody<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) => ({
    path: path.join('.') || 'body',
    message,
  }))
  const message = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ')
  throw new ControlError(400, 'invalid', { message, issues })
}
