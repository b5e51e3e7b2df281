import { isBytesAnswer, type Operation } from '@kaibo/live-core'
import type { Response } from 'express'
import type { AnswerBytes } from './handler.ts'

/** Sends what a handler answered, as the operation declares it. What a POST answers is not for anybody's cache. */
export function sendAnswer({ method, status, answer }: Operation, res: Response, answered: unknown): void {
  if (method === 'POST') res.setHeader('cache-control', 'no-store')
  res.status(status)
  if (isBytesAnswer(answer)) sendBytes(res, answered as AnswerBytes)
  else res.json(answered)
}

/** The handler's own type holds it to `AnswerBytes`. */
function sendBytes(res: Response, { mediaType, bytes, headers = {} }: AnswerBytes): void {
  res.set(headers)
  res.set('x-content-type-options', 'nosniff')
  // Not by `type` and `send`: they would add a charset to what is no text.
  res.setHeader('content-type', mediaType)
  res.setHeader('content-length', bytes.length)
  res.end(res.req.method === 'HEAD' ? undefined : bytes)
}
