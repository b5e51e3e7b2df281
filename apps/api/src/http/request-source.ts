import type { Request } from 'express'

/** Who is at the other end of a request's connection. */
export type RequestSource = {
  address: string
  /** It came through a proxy, which says so: the address is the proxy's. */
  isForwarded: boolean
}

/** What proxies add, each its own. */
const FORWARDING_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

export const requestSource = (req: Request): RequestSource => ({
  address: req.socket.remoteAddress ?? '',
  isForwarded: FORWARDING_HEADERS.some((name) => req.headers[name] !== undefined),
})
