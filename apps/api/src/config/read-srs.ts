import { isHookSource, PRIVATE_SOURCES } from '../provider/srs/hook-sources.ts'
import type { MediaUrls, SrsConfig } from './config.ts'
import type { Environment } from './environment.ts'

/** How SRS is reached by this API, and from where it calls back. Everything has a default, for an SRS beside the API. */
export function readSrs(environment: Environment, mediaUrls: MediaUrls): SrsConfig {
  return {
    ...mediaUrls,
    apiBaseUrl: readApiBaseUrl(environment),
    apiUser: readApiUser(environment),
    hookSources: readHookSources(environment),
  }
}

/** Over plain http the password could be read on the way, so that is for this machine and private networks. */
function readApiBaseUrl(environment: Environment): string {
  const name = 'KAIBO_SRS_API_BASE_URL'
  if (environment.optional(name) === undefined) return 'http://127.0.0.1:1985'
  const baseUrl = environment.baseUrl(name, "SRS's HTTP API, such as http://srs:1985", ['http:', 'https:'])
  if (baseUrl === '') return baseUrl
  const { protocol, hostname, pathname } = new URL(baseUrl)
  if (protocol === 'http:' && !isPrivateHost(hostname)) {
    environment.problems.push(
      `${name} is http and leads to a machine outside of the private network: use https, or a private address.`,
    )
  }
  if (pathname !== '/') environment.problems.push(`${name} has a path: write only http://host:port.`)
  return baseUrl
}

/** Private and loopback addresses, and names that only a private network knows: `srs`, `srs.internal`. */
const isPrivateHost = (hostname: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2})$/.test(
    hostname,
  ) || /^(\[::1\]|[a-z0-9_-]*[a-z_-][a-z0-9_-]*|[a-z0-9_.-]+\.internal)$/.test(hostname)

function readApiUser(environment: Environment): string {
  const user = environment.optional('KAIBO_SRS_API_USER') ?? 'kaibo'
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(user)) {
    environment.problems.push(
      'KAIBO_SRS_API_USER holds other characters than letters, digits, - and _: choose another name.',
    )
  }
  return user
}

function readHookSources(environment: Environment): readonly string[] {
  const name = 'KAIBO_SRS_HOOK_SOURCES'
  const text = environment.optional(name)
  if (text === undefined) return PRIVATE_SOURCES
  const sources = text.split(',').map((source) => source.trim())
  if (!sources.every(isHookSource)) {
    environment.problems.push(
      `${name} is not a list of addresses and networks: write it as 10.1.2.3,10.2.0.0/16, or leave it out.`,
    )
  }
  return sources
}
