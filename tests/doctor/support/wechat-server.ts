import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** WeChat's answer to the question for a token, as the test wants it. */
export type WechatServer = { address: string; answer: object; close(): Promise<void> }

export const TOKEN = { access_token: 'canary-access-token', expires_in: 7200 }

export async function startWechatServer(): Promise<WechatServer> {
  const http = createServer((request, response) => {
    request.resume()
    request.on('end', () => response.end(JSON.stringify(server.answer)))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const server: WechatServer = {
    address: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    answer: TOKEN,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
  return server
}
