import { BlockList, isIP } from 'node:net'

/** An address, or a network as `address/prefix`. */
const SOURCE = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/

/** A shorter prefix is half the Internet, more likely by mistake than on purpose. */
const SHORTEST_PREFIX = 8

/** Where hooks may come from when nothing is configured: this machine and private networks. */
export const PRIVATE_SOURCES: readonly string[] = [
  '127.0.0.0/8',
  '::1',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fd00::/8',
]

/** Which addresses may call hooks; SRS does not sign them. */
export type HookSources = { includes(address: string): boolean }

/** @param sources addresses and networks; those that are none allow nothing */
export function hookSources(sources: readonly string[]): HookSources {
  const list = new BlockList()
  for (const source of sources) add(list, source)
  return {
    includes(address) {
      // A socket that listens on both families shows IPv4 callers so.
      const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
      const family = isIP(plain)
      return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4')
    },
  }
}

export function isHookSource(source: string): boolean {
  return add(new BlockList(), source)
}

function add(list: BlockList, source: string): boolean {
  const [, address = '', prefix] = SOURCE.exec(source) ?? []
  const family = isIP(address)
  if (family === 0) return false
  const type = family === 6 ? 'ipv6' : 'ipv4'
  if (prefix === undefined) {
    list.addAddress(address, type)
    return true
  }
  const bits = Number(prefix)
  if (bits < SHORTEST_PREFIX || bits > (family === 6 ? 128 : 32)) return false
  list.addSubnet(address, bits, type)
  return true
}
