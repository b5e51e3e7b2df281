import type { Operation } from '@kaibo/live-core'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { KaiboError } from './kaibo-error.ts'

const JSON_LIMIT = '16kb'
const RAW_LIMIT = '8kb'

/** Reads the body that an operation declares into `req.body`. Rejects with `KaiboError` or body-parser's errors. */
export async function readBody({ method, rawBody }: Operation, req: Request, res: Response): Promise<void> {
  if (rawBody === true) return parsed(parseRaw, req, res)
  if (!hasBody(req)) return
  if (method === 'GET') throw new KaiboError('invalid_request', 'This call takes no body.')
  if (rawBody) {
    mediaTypeOf(rawBody.mediaTypes, req)
    return parsed(rawParser(rawBody.maxBytes), req, res)
  }
  if (!req.is('application/json')) {
    throw new KaiboError('unsupported_media_type', 'Send the body as application/json.')
  }
  return parsed(parseJson, req, res)
}

/** Which of the accepted content types the body has; throws `unsupported_media_type`. */
export function mediaTypeOf(accepted: readonly string[], req: Request): string {
  const found = accepted.find((mediaType) => req.is(mediaType) !== false)
  if (found !== undefined) return found
  throw new KaiboError('unsupported_media_type', `Send the body as ${accepted.join(' or ')}.`)
}

/** The raw body of a request that `readBody` has read. */
export const rawBodyOf = (req: Request): Buffer => (Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0))

const parseJson = express.json({ limit: JSON_LIMIT, inflate: false })
const rawParser = (limit: number | string) => express.raw({ limit, inflate: false, type: () => true })
const parseRaw = rawParser(RAW_LIMIT)

const hasBody = (req: Request) =>
  req.headers['transfer-encoding'] !== undefined || (req.headers['content-length'] ?? '0') !== '0'

const parsed = (parser: RequestHandler, req: Request, res: Response) =>
  new Promise<void>((resolve, reject) => {
    void parser(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error)))
  })
