import type { ErrorCode } from '@kaibo/live-core'
import { KaiboError } from './kaibo-error.ts'

/** What body-parser, raw-body and Express's own URL decoding throw, by `type` or status (http-errors). */
const BY_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_request',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
}

const MESSAGES: Record<string, string> = {
  'entity.parse.failed': 'The body is not valid JSON.',
  'entity.too.large': 'The body is too large: 16 KiB at most, 8 KiB for a callback, 1 MiB for an image.',
  'encoding.unsupported': 'Compressed bodies are not accepted: send the JSON as it is.',
  'charset.unsupported': 'Send the JSON in UTF-8.',
  'request.aborted': 'The body ended early.',
  'request.size.invalid': 'The body is not as long as Content-Length says.',
}

/** The error as an answer, or undefined when it is none of theirs. */
export function fromBodyParser(error: unknown): KaiboError | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined
  const code = BY_STATUS[error.status]
  const message = messageOf(error)
  return code && message ? new KaiboError(code, message, { cause: error }) : undefined
}

function messageOf(error: Error & { type?: unknown }): string | undefined {
  if (error instanceof URIError) return 'The path holds a percent-escape that is not UTF-8.'
  return typeof error.type === 'string' ? MESSAGES[error.type] : undefined
}
