import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopbackOrigin } from '../../net/loopback.ts'
import { answerText, answerUnread, type Exchange } from './answer.ts'
import { playHttpFlv } from './http-flv-play.ts'
import { pushHttpFlv } from './http-flv-push.ts'
import { type HlsContext, playHls, serveSegment } from './http-hls.ts'
import { type MediaUrl, readMediaUrl } from './media-url.ts'

const INDEX =
  'Kaibo sandbox: media origin, FLV over HTTP and WebSocket at /live/NAME.flv, HLS at /live/NAME.m3u8'

/** Answers everything but upgrades. */
export function handleMediaRequest(exchange: Exchange, context: HlsContext): void {
  const { request, response } = exchange
  const url = readMediaUrl(request.url ?? '')
  // Somebody who leaves while we answer must not end the process.
  response.on('error', () => {})
  allowOrigin(request, response)
  response.setHeader('Cache-Control', 'no-store')
  if (request.method === 'GET') {
    get(url, response, context)
  } else if (request.method === 'POST' && url.kind === 'flv') {
    post(url, exchange, context)
  } else if (request.method === 'OPTIONS') {
    preflight(response)
  } else {
    response.setHeader('Allow', url.kind === 'flv' ? 'GET, POST' : 'GET')
    answerUnread(exchange, 405, 'only GET is served here, and POST for a push')
  }
}

function get(url: MediaUrl, response: ServerResponse, context: HlsContext): void {
  switch (url.kind) {
    case 'flv':
      playHttpFlv(response, url.stream, context)
      break
    case 'hls':
      playHls(response, url.stream, context).catch((error: unknown) => response.destroy(toError(error)))
      break
    case 'segment':
      serveSegment(response, url.stream, context)
      break
    case 'index':
      answerText(response, 200, INDEX)
      break
    case 'unknown':
      answerText(response, 404, 'no such path')
  }
}

function post(url: MediaUrl & { kind: 'flv' }, exchange: Exchange, context: HlsContext): void {
  const { origin } = exchange.request.headers
  // Any page can make the browser of this machine post here.
  if (origin === undefined || isLoopbackOrigin(origin)) pushHttpFlv(exchange, url.stream, context)
  else answerUnread(exchange, 403, 'only for programs and pages of this machine')
}

function allowOrigin({ headers }: IncomingMessage, response: ServerResponse): void {
  if (isLoopbackOrigin(headers.origin)) response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Vary', 'Origin')
}

// Players need none for a plain GET, but some ask for a range first.
function preflight(response: ServerResponse): void {
  if (response.hasHeader('Access-Control-Allow-Origin')) {
    response.setHeader('Access-Control-Allow-Methods', 'GET')
    response.setHeader('Access-Control-Allow-Headers', 'Range')
  }
  response.writeHead(204, { Allow: 'GET, POST, OPTIONS' })
  response.end()
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
