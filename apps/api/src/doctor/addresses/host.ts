import { isIP } from 'node:net'

/** A URL's host without the brackets of IPv6, in lower case: `URL` lower-cases the host of http alone. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase()

export const isIpAddress = (host: string): boolean => isIP(host) !== 0

/** On this machine, where the sandbox is. */
export const isLoopback = (host: string): boolean => /^(?:127(?:\.\d{1,3}){3}|localhost|::1)$/.test(host)

/** A URL's port, also where the scheme says it. */
export function portOf(url: string): number {
  const { port, protocol } = new URL(url)
  return Number(port) || (DEFAULT_PORTS[protocol] ?? 0)
}

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443, 'rtmp:': 1935 }
