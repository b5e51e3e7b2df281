import { type ErrorAnswer, errorStatus } from '@kaibo/live-core'
import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { StoreUnavailableError } from '../storage/store-error.ts'
import { fromBodyParser } from './body-parser-error.ts'
import { KaiboError } from './kaibo-error.ts'

const RETRY_AFTER_SECONDS = '5'

/** The one funnel of errors: whatever was thrown becomes `{ error: { code, message, requestId, issues? } }`. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    const known = toKaiboError(error)
    if (errorStatus[known.code] >= 500) {
      logger.error(
        { requestId: res.locals.requestId, code: known.code, err: known.cause ?? known },
        'request failed',
      )
    }
    answerError(res, known)
  }
}

function toKaiboError(error: unknown): KaiboError {
  if (error instanceof KaiboError) return error
  if (error instanceof StoreUnavailableError) {
    return new KaiboError('unavailable', 'The store cannot be reached now; try again.', {
      headers: { 'retry-after': RETRY_AFTER_SECONDS },
      cause: error,
    })
  }
  return (
    fromBodyParser(error) ??
    new KaiboError('internal', 'Something went wrong here; the request id names it in our log.', {
      cause: error,
    })
  )
}

function answerError(res: Response, error: KaiboError): void {
  if (res.headersSent) {
    res.destroy()
    return
  }
  const answer: ErrorAnswer = {
    error: {
      code: error.code,
      message: error.message,
      requestId: res.locals.requestId,
      ...(error.issues ? { issues: [...error.issues] } : {}),
    },
  }
  res
    .set({ ...error.headers, 'cache-control': 'no-store' })
    .status(errorStatus[error.code])
    .json(answer)
}
