import { createHash } from 'node:crypto'

/** What a login code turned out to be. */
export type CodeVerdict =
  | { readonly kind: 'valid'; readonly openid: string }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'used' }

const CODE = /^dev-([a-z0-9-]{1,32})(?:\.([A-Za-z0-9_-]{1,64}))?$/
const MOST_REMEMBERED = 10_000

/**
 * Development login codes: `dev-NAME` works any number of times, `dev-NAME.NONCE` once, as a code from a phone
 * does. The oldest used nonces are forgotten first.
 */
export class LoginCodes {
  readonly #used = new Set<string>()

  redeem(code: string): CodeVerdict {
    const [, name, nonce] = CODE.exec(code) ?? []
    if (name === undefined) return { kind: 'invalid' }
    if (nonce !== undefined) {
      if (this.#used.has(code)) return { kind: 'used' }
      this.#remember(code)
    }
    return { kind: 'valid', openid: openidOf(name) }
  }

  #remember(code: string): void {
    this.#used.add(code)
    if (this.#used.size <= MOST_REMEMBERED) return
    for (const oldest of this.#used) {
      this.#used.delete(oldest)
      break
    }
  }
}

/** The same name is the same person, on every start. */
function openidOf(name: string): string {
  return `odev_${createHash('sha256').update(name).digest('base64url').slice(0, 22)}`
}
