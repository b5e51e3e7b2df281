import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Logger } from '../../logger.ts'
import { type Listener, listen } from '../../net/listen.ts'
import { isLoopbackOrigin } from '../../net/loopback.ts'
import type { StreamRequest } from '../access/access-rules.ts'
import { isRefusal, type Refusal } from '../access/refusal.ts'
import type { StreamDesk } from '../stream-desk.ts'
import { FlvViewer } from './flv-viewer.ts'

const STATUS: Readonly<Record<Refusal['kind'], number>> = { forbidden: 403, 'not-found': 404, taken: 409 }
const FLV_PATH = /^\/([^/]+)\/([^/]+)\.flv$/

/**
 * Serves HTTP-FLV: `GET /APP/STREAM.flv?txSecret=…&txTime=…`. The verdict comes before a viewer exists, as a
 * real status with a line of text.
 * @throws PortUnavailable when the address cannot be listened on
 */
export async function listenMedia(options: {
  host: string
  port: number
  desk: StreamDesk
  logger: Logger
}): Promise<Listener> {
  const { host, port, desk, logger } = options
  const server = createServer((request, response) => answer(request, response, { desk, logger }))
  const address = await listen(server, { host, port, purpose: 'media' })
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Context {
  readonly desk: StreamDesk
  readonly logger: Logger
}

function answer(request: IncomingMessage, response: ServerResponse, context: Context): void {
  if (isLoopbackOrigin(request.headers.origin)) response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Vary', 'Origin')
  response.setHeader('Cache-Control', 'no-store')
  // Split by hand: a URL parser throws on some of what can stand here.
  const [path = '', query = ''] = splitOnce(request.url ?? '', '?')
  const [, appName, streamName] = FLV_PATH.exec(path) ?? []
  if (request.method !== 'GET') {
    response.setHeader('Allow', 'GET')
    text(response, 405, 'only GET is served here')
  } else if (path === '/') {
    text(response, 200, 'Kaibo sandbox: media origin, HTTP-FLV at /live/NAME.flv')
  } else if (appName === undefined || streamName === undefined) {
    text(response, 404, 'no such path')
  } else {
    playFlv(response, { appName, streamName, query }, context)
  }
}

function playFlv(response: ServerResponse, request: StreamRequest, { desk, logger }: Context): void {
  const broadcast = desk.openPlay(request)
  if (isRefusal(broadcast)) {
    logger.info(`HTTP-FLV refused: ${broadcast.text}`)
    text(response, STATUS[broadcast.kind], broadcast.text)
    return
  }
  // Without chunked framing the end of the connection is the end of the stream, and every tag is written
  // as it is.
  response.removeHeader('Transfer-Encoding')
  response.writeHead(200, { 'Content-Type': 'video/x-flv', Connection: 'close' })
  response.flushHeaders()
  response.socket?.setNoDelay(true)
  const viewer = new FlvViewer(response, {
    backlogBytes: desk.limits.backlogBytes,
    stalled: () => logger.warn('HTTP-FLV viewer dropped: it does not read what it asked for'),
  })
  const unsubscribe = broadcast.subscribe(viewer)
  response.once('close', unsubscribe)
  response.on('error', unsubscribe)
}

function text(response: ServerResponse, status: number, line: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(`${line}\n`)
}

function splitOnce(value: string, separator: string): string[] {
  const at = value.indexOf(separator)
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)]
}
