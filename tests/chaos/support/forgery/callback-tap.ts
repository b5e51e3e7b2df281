import { once } from 'node:events'
import { createServer } from 'node:http'
import { openHttpClient } from '../http.ts'

/** Somebody on the way between the provider and the API, who reads along. */
export type CallbackTap = { url: string; heard: Record<string, unknown>[]; close(): void }

export async function tapCallbacks(callbackUrl: string): Promise<CallbackTap> {
  const { origin, pathname } = new URL(callbackUrl)
  const api = openHttpClient(origin)
  const heard: Record<string, unknown>[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    heard.push(JSON.parse(body))
    const { status, text } = await api.send(pathname, { body })
    response.writeHead(status).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    heard,
    close() {
      api.close()
      server.closeAllConnections()
      server.close()
    },
  }
}
