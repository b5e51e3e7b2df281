import { isIPv6 } from 'node:net'

/** Whoever has one IPv6 address has its whole /64 network to choose from. */
const GROUPS_OF_A_CLIENT = 4

/**
 * Whom a limit by address counts: an IPv4 address, also when IPv6 carries it; an IPv6 network of 64 bits; for
 * anything else, one and the same client.
 */
export function addressKey(address: string): string {
  const [plain = ''] = address.split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
  if (mapped !== undefined) return mapped
  if (isIPv6(plain)) return `${groupsOf(plain).slice(0, GROUPS_OF_A_CLIENT).join(':')}::/64`
  return /^\d+\.\d+\.\d+\.\d+$/.test(plain) ? plain : 'unknown'
}

/** The eight groups of an IPv6 address, `::` spelt out. */
function groupsOf(address: string): string[] {
  // The parser of URLs writes one address in one way only, with a dotted tail as two groups.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const [before, after] = [split(head), split(tail ?? '')]
  return [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
}

const split = (groups: string): string[] => (groups === '' ? [] : groups.split(':'))
