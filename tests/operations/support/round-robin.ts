import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'

/** The smallest load balancer: connections go round among the nodes that say that they are ready. */
export type RoundRobin = {
  address: string
  add(node: string): void
  isReady(node: string): boolean
  close(): Promise<void>
}

const CHECK_MS = 50

export async function startRoundRobin(): Promise<RoundRobin> {
  const nodes = new Map<string, boolean>()
  let turn = 0
  const next = () => {
    const ready = [...nodes].filter(([, isReady]) => isReady)
    return ready[turn++ % ready.length]?.[0]
  }
  const check = async (node: string) => {
    const isReady = await fetch(`${node}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      async (answer) => {
        await answer.text()
        return answer.ok
      },
      () => false,
    )
    if (nodes.has(node)) nodes.set(node, isReady)
  }
  const checks = setInterval(() => {
    for (const node of nodes.keys()) void check(node)
  }, CHECK_MS)
  const sockets = new Set<net.Socket>()
  const server = net.createServer((client) => {
    const node = next()
    if (node === undefined) return client.destroy()
    const { hostname, port } = new URL(node)
    const upstream = net.connect(Number(port), hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (node) => void nodes.set(node, false),
    isReady: (node) => nodes.get(node) ?? false,
    async close() {
      clearInterval(checks)
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
