import { Resolver } from 'node:dns/promises'

/** A question to the domain name system that nobody answered: no word about the name. */
export class NoNameAnswerError extends Error {
  override name = 'NoNameAnswerError'
  /** Of DNS, such as `ETIMEOUT`. */
  readonly code: string

  constructor(code: string) {
    super(`The domain name system does not answer: ${code}`)
    this.code = code
  }
}

/** Both reject with `NoNameAnswerError`. */
export type NameResolver = {
  /** Where a CNAME leads; undefined without one. */
  cname(name: string): Promise<string | undefined>
  /** IPv4 and IPv6 addresses, at the end of all CNAMEs; none when there is no such name. */
  addresses(name: string): Promise<string[]>
}

/** Two tries for each question. */
const LIMITS = { timeout: 1_500, tries: 2 }
/** "There is no such name" and "it has none of these". */
const NONE = new Set(['ENOTFOUND', 'ENODATA'])

/** @param servers addresses of name servers in the place of this machine's, such as `127.0.0.1:53` */
export function createNameResolver(servers?: readonly string[]): NameResolver {
  const resolver = new Resolver(LIMITS)
  if (servers !== undefined) resolver.setServers(servers)
  return {
    cname: async (name) => (await orNone(resolver.resolveCname(name)))[0]?.toLowerCase(),
    addresses: async (name) =>
      (await Promise.all([orNone(resolver.resolve4(name)), orNone(resolver.resolve6(name))])).flat(),
  }
}

async function orNone(answer: Promise<string[]>): Promise<string[]> {
  try {
    return await answer
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (NONE.has(code)) return []
    throw new NoNameAnswerError(code)
  }
}
