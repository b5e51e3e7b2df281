import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Duplex } from 'node:stream'

/** Headers that belong to one connection (RFC 9110, section 7.6.1), and `host`, which names the preview. */
const HOP_HEADERS = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'host',
])

function passedOn(
  headers: IncomingMessage['headers'],
  keep: readonly string[] = [],
): IncomingMessage['headers'] {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name) || keep.includes(name)),
  )
}

function open(
  apiUrl: string,
  { url = '/', method = 'GET' }: Pick<IncomingMessage, 'url' | 'method'>,
  headers: IncomingMessage['headers'],
) {
  const target = new URL(url, apiUrl)
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest
  return send(target, { method, headers })
}

export interface ProxyOptions {
  /** What is behind it, for the message when it is out of reach. */
  readonly name?: string
  /** Where a request goes that came for `url`. */
  readonly path?: (url: string) => string
}

/** Hands a request on as it came. Nobody there → 502, with an answer in the API's own form. */
export function proxyTo(address: string, { name = 'API', path = (url) => url }: ProxyOptions = {}) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { method, url = '/' } = request
    const forwarded = open(address, { method, url: path(url) }, passedOn(request.headers))
    forwarded.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers))
      answer.pipe(response)
    })
    forwarded.on('error', () => {
      if (response.headersSent) return void response.destroy()
      const error = {
        code: 'unavailable',
        message: `The ${name} at ${address} is out of reach.`,
        requestId: 'preview',
      }
      response
        .writeHead(502, { 'content-type': 'application/json; charset=utf-8' })
        .end(JSON.stringify({ error }))
    })
    response.on('close', () => forwarded.destroy())
    request.pipe(forwarded)
  }
}

/** The same for `Upgrade: websocket`. */
export function proxyUpgradeTo(apiUrl: string) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const forwarded = open(apiUrl, request, passedOn(request.headers, ['connection']))
    const close = () => {
      forwarded.destroy()
      socket.destroy()
    }
    socket.on('error', close)
    socket.on('close', () => forwarded.destroy())
    forwarded.on('error', close)
    forwarded.on('response', close)
    forwarded.on('upgrade', (answer, upstream, upstreamHead) => {
      const lines = answer.rawHeaders.reduce(
        (text, value, index) => text + value + (index % 2 === 0 ? ': ' : '\r\n'),
        'HTTP/1.1 101 Switching Protocols\r\n',
      )
      socket.write(`${lines}\r\n`)
      socket.write(upstreamHead)
      upstream.write(head)
      upstream.on('error', close)
      upstream.on('close', close)
      upstream.pipe(socket).pipe(upstream)
    })
    forwarded.end()
  }
}
