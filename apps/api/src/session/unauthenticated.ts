import { KaiboError } from '../http/kaibo-error.ts'

/** The answer to a request without a good session, with the header that RFC 9110 asks for. */
export const unauthenticated = (message: string): KaiboError =>
  new KaiboError('unauthenticated', message, { headers: { 'www-authenticate': 'Bearer' } })
