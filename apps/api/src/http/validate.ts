import type { ErrorIssue } from '@kaibo/live-core'
import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'
import { KaiboError } from './kaibo-error.ts'

// live-core carries no texts (they would cost the mini-program 440 kB); the server says what is wrong in English.
z.config(en())

export type RequestPart = 'params' | 'query' | 'headers' | 'body'

const SHOWN_AS: Record<RequestPart, string> = {
  params: 'path',
  query: 'query',
  headers: 'header',
  body: 'body',
}

const MAX_ISSUES = 20

/** Parses one part of a request, or throws the error that names every wrong field. */
export function validate<Schema extends z.ZodMiniType>(
  part: RequestPart,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  if (part === 'params') throw new KaiboError('not_found', 'There is nothing at this address.')
  const issues = result.error.issues.slice(0, MAX_ISSUES).flatMap((issue) => toIssues(part, issue))
  const first = issues[0]
  throw new KaiboError(
    'invalid_request',
    first ? `${first.path}: ${first.message}` : 'The request is not valid.',
    {
      issues,
    },
  )
}

function toIssues(part: RequestPart, issue: z.core.$ZodIssue): ErrorIssue[] {
  const at = (path: readonly PropertyKey[]) =>
    [SHOWN_AS[part], ...path.map((step) => String(step).slice(0, 40))].join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MAX_ISSUES)
      .map((key) => ({ path: at([...issue.path, key]), message: 'Unknown field: leave it out' }))
  }
  return [{ path: at(issue.path), message: issue.message }]
}
