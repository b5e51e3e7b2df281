import { isLoopbackHost } from '../net/loopback.ts'

/**
 * Reads a callback URL. The sandbox posts to this machine only: its callbacks carry push credentials.
 * @throws Error with a sentence for a person
 */
export function parseCallbackUrl(value: string): URL {
  if (!URL.canParse(value)) throw new Error('the callback URL is not a URL')
  const url = new URL(value)
  if (url.protocol !== 'http:') throw new Error('the callback URL must start with http://')
  if (!isLoopbackHost(url.hostname))
    throw new Error('the callback URL must point to this machine (127.0.0.1)')
  if (url.username !== '' || url.password !== '')
    throw new Error('the callback URL must not carry a user name')
  return url
}
