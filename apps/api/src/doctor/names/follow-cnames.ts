import type { NameResolver } from './name-resolver.ts'

/** More than anybody strings together; also the end of a circle. */
const LONGEST_CHAIN = 8

/** Where a name leads, one CNAME after the other; empty without any. Rejects with `NoNameAnswerError`. */
export async function followCnames(resolver: NameResolver, name: string): Promise<string[]> {
  const chain: string[] = []
  for (let at: string | undefined = name; chain.length < LONGEST_CHAIN; ) {
    at = await resolver.cname(at)
    if (at === undefined) break
    chain.push(at)
  }
  return chain
}
