import { request } from 'node:http'

/**
 * Posts JSON and answers with the HTTP status; redirects are not followed and the answer's body is ignored.
 * @throws Error when there is no status within `timeoutMs`, or when `signal` fires
 */
export function postJson(
  url: URL,
  body: string,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      // No pool: stopping the sandbox must not leave a connection behind.
      agent: false,
      signal,
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    })
    const timer = setTimeout(() => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    outgoing.on('response', (response) => {
      resolve(response.statusCode ?? 0)
      response.on('error', () => {})
      response.resume()
    })
    outgoing.on('error', reject)
    outgoing.on('close', () => clearTimeout(timer))
    outgoing.end(body)
  })
}
