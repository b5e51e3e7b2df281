/** What proxies call a request: a UUID, or as many hexadecimal digits. */
const WELL_FORMED = /^[0-9a-f](?:[0-9a-f-]{14,62})[0-9a-f]$/i

/**
 * The id under which a proxy in front already knows the request, so that both logs can be read together. Anything else
 * is not taken: it stands in the log and in the answer, and a caller could write what it likes there.
 */
export const readRequestId = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && WELL_FORMED.test(header) ? header : undefined
