import { isIP } from 'node:net'
import type { TrustedProxies } from './config.ts'
import type { Environment } from './environment.ts'

const NAME = 'KAIBO_TRUSTED_PROXIES'
const MOST_PROXIES = 9

/**
 * Whose X-Forwarded-For is believed: a number of proxies, or a list of addresses and networks in CIDR notation.
 * Nobody's by default: a header that anybody can send must not choose the address that limits count by.
 */
export function readTrustedProxies(environment: Environment): TrustedProxies {
  const value = environment.optional(NAME)
  if (value === undefined) return 0
  if (/^\d$/.test(value)) return Number(value)
  const networks = value.split(',').map((network) => network.trim())
  if (networks.every(isNetwork)) return networks
  environment.problems.push(
    `${NAME} is neither a number of proxies (0 to ${MOST_PROXIES}) nor a list of addresses and networks such as 10.0.0.0/8, 192.0.2.7: correct it, or leave it out when no proxy stands in front.`,
  )
  return 0
}

/** A network of length 0 is everybody, and whoever trusts everybody lets clients choose their address. */
function isNetwork(text: string): boolean {
  const [address = '', length, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || address.includes('%') || rest.length > 0) return false
  if (length === undefined) return true
  return /^[1-9]\d{0,2}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128)
}
