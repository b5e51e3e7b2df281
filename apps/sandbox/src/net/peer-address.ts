/** A peer's address as people write it: a dual-stack socket reports IPv4 peers as `::ffff:a.b.c.d`. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '')
}
