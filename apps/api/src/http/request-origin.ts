import type { Request } from 'express'

/** What a request tells of where it comes from, for the few handlers that need it. */
export type RequestOrigin = {
  /** The client's IP address, as far as trusted proxies vouch for it; empty when the client has gone. */
  clientAddress: string
  authorization: string | undefined
}

export const originOf = (req: Request): RequestOrigin => ({
  clientAddress: req.ip ?? '',
  authorization: req.headers.authorization,
})
