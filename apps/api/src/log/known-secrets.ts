import type { Config, Secrets } from '../config/config.ts'

/** A shorter password would take ordinary words out of the log; in its URL it is found all the same. */
const SHORTEST = 8

/** Every secret of this installation by its value. */
export function knownSecrets({ store }: Pick<Config, 'store'>, secrets: Secrets): string[] {
  const values: (string | undefined)[] = Object.values(secrets)
  const all = [...values, ...(store.kind === 'postgres' ? passwordsOf(store.url) : [])]
  return all.filter((value) => value !== undefined).filter(({ length }) => length >= SHORTEST)
}

/** As it stands in the URL and as the server gets it. */
function passwordsOf(url: string): string[] {
  const { password } = new URL(url)
  try {
    return [password, decodeURIComponent(password)]
  } catch {
    return [password]
  }
}
