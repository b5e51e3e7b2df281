import { KaiboError } from '../http/kaibo-error.ts'

/** The answer to whoever is over a limit, with the whole seconds after which it is worth another try. */
export function rateLimited(afterMs: number): KaiboError {
  const seconds = Math.max(1, Math.ceil(afterMs / 1000))
  return new KaiboError('rate_limited', `Too many of these: try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  })
}
