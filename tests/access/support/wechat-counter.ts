import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands before the sandbox's WeChat and notes when it was asked. */
export type WechatCounter = {
  address: string
  /** How many of the calls fell into the minute that had most. */
  mostInAMinute(): number
  calls(): number
  stop(): Promise<void>
}

const MINUTE_MS = 60_000

export async function startWechatCounter(services: string): Promise<WechatCounter> {
  const atMs: number[] = []
  const server = createServer((request, response) => {
    atMs.push(performance.now())
    fetch(services + request.url)
      .then(async (answer) => response.writeHead(answer.status).end(await answer.text()))
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => atMs.length,
    mostInAMinute: () =>
      Math.max(0, ...atMs.map((start) => atMs.filter((at) => at >= start && at < start + MINUTE_MS).length)),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
