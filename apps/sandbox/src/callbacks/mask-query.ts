/**
 * Hides the value of every parameter of a push URL's query but the expiry: txSecret is a credential, and so is
 * any token that the API adds under a name we need not know. A part without a name may be a token itself.
 */
export function maskQuery(query: string): string {
  return query
    .split('&')
    .map((part) => {
      const [name = '', value] = part.split('=', 2)
      if (part === '' || name === 'txTime') return part
      return value === undefined ? '***' : `${name}=***`
    })
    .join('&')
}
