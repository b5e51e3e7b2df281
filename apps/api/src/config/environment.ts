/** Reads variables and collects what is wrong with them, so that a person mends everything in one go. */
export class Environment {
  readonly problems: string[] = []
  readonly #variables: NodeJS.ProcessEnv

  constructor(variables: NodeJS.ProcessEnv) {
    this.#variables = variables
  }

  optional(name: string): string | undefined {
    const value = this.#variables[name]?.trim()
    return value === '' ? undefined : value
  }

  required(name: string, purpose: string): string {
    const value = this.optional(name)
    if (value === undefined) this.problems.push(`${name} is missing: set it to ${purpose}.`)
    return value ?? ''
  }

  /** A whole number from `min` to `max`; never NaN, which would switch a limit off. */
  wholeNumber(name: string, fallback: number, { min, max }: { min: number; max: number }): number {
    const value = this.optional(name)
    if (value === undefined) return fallback
    const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN
    if (number >= min && number <= max) return number
    this.problems.push(
      `${name} is not a whole number from ${min} to ${max}: correct it or leave it out (${fallback}).`,
    )
    return fallback
  }

  /** One of a few words. */
  oneOf<Word extends string>(name: string, words: readonly Word[], fallback: NoInfer<Word>): Word {
    const value = this.optional(name) ?? fallback
    const known = words.find((word) => word === value)
    if (known === undefined) {
      this.problems.push(`${name} is not one of ${words.join(', ')}: correct it or leave it out.`)
    }
    return known ?? fallback
  }

  /** A URL without query and trailing slash, with one of `protocols` (such as `rtmp:`). */
  baseUrl(name: string, purpose: string, protocols: readonly string[]): string {
    const value = this.required(name, purpose)
    if (value === '') return value
    // The text is used as it stands, so it has to be what the parser makes of it: `https:host`, `https://host?` and
    // `rtmp:///live` parse as well.
    const isPlain = /^\w+:\/\/[^\s?#@/\\][^\s?#@\\]*$/.test(value)
    if (isPlain && URL.canParse(value) && protocols.includes(new URL(value).protocol)) {
      return value.replace(/\/+$/, '')
    }
    this.problems.push(
      `${name} is not a URL that starts with ${protocols.join(' or ')}// : set it to ${purpose}.`,
    )
    return ''
  }
}
