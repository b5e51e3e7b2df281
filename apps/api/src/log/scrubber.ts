const GONE = '[secret]'

/**
 * What follows these in a URL, a header or a text signs for somebody or says who it is: Tencent's parameters, ours,
 * WeChat's, credentials of HTTP and of connections.
 */
const TELLTALES: readonly RegExp[] = [
  /\b(?:txSecret|kaibo|access_token|secret|js_code|session_key|openid|sign|Signature)=[^&\s"'\\]+/gi,
  /\b(?:Bearer|Basic) [\w.~+/=-]+/gi,
  /\bCredential=[^\s,"]+/gi,
]
const URL_PASSWORD = /(\b[a-z][a-z+.-]*:\/\/[^\s:/@"]*:)[^\s@"]+@/gi

/**
 * Takes the installation's own secrets, and whatever looks like one of a person, out of a line. The last net: nothing of
 * the kind should get here.
 */
export function createScrubber(secrets: readonly string[]): (line: string) => string {
  const known = [...new Set(secrets.filter((secret) => secret !== '').flatMap(spellings))].sort(longestFirst)
  return (line) => {
    let clean = line
    // Asked for before it is replaced: nearly every line has none of them, and looking is cheap.
    for (const secret of known) if (clean.includes(secret)) clean = clean.replaceAll(secret, GONE)
    for (const telltale of TELLTALES) clean = clean.replace(telltale, withoutValue)
    return clean.replace(URL_PASSWORD, `$1${GONE}@`)
  }
}

/** As it is, and as it stands in JSON, in a URL and in Base64. */
const spellings = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
]

/** One may be part of another. */
const longestFirst = (one: string, other: string) => other.length - one.length

/** `name=value` and `Scheme value` keep what stands before the value. */
const withoutValue = (match: string) => `${match.slice(0, match.search(/[= ]/) + 1)}${GONE}`
