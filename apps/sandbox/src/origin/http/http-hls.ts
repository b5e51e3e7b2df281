import type { ServerResponse } from 'node:http'
import type { StreamRequest } from '../access/access-rules.ts'
import { isRefusal } from '../access/refusal.ts'
import type { HlsDesk } from '../hls/hls-desk.ts'
import { MEDIA_PLAYLIST } from '../hls/hls-remuxer.ts'
import type { HlsWindow } from '../hls/hls-window.ts'
import { answerText, REFUSAL_STATUS } from './answer.ts'
import type { MediaContext } from './media-context.ts'

const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl'
const SEGMENT_TYPE = 'video/mp2t'

export type HlsContext = MediaContext & { readonly hls: HlsDesk }

/**
 * HLS: `GET /APP/STREAM.m3u8` is the master playlist. It names the media playlist by a URL that carries the
 * same signature, so every reload is judged again; segments have names that only a playlist tells.
 */
export async function playHls(
  response: ServerResponse,
  request: StreamRequest & { readonly file: 'master' | 'media' },
  { hls, logger }: HlsContext,
): Promise<void> {
  const window = await hls.playlists(request)
  if (response.destroyed) return
  if (isRefusal(window)) {
    logger.info(`HLS refused: ${window.text}`)
    if (window.kind === 'unavailable') response.setHeader('Retry-After', '1')
    answerText(response, REFUSAL_STATUS[window.kind], window.text)
    return
  }
  answer(response, PLAYLIST_TYPE, request.file === 'media' ? window.media : masterOf(window, request))
}

export function serveSegment(
  response: ServerResponse,
  request: StreamRequest & { readonly file: string },
  { hls }: HlsContext,
): void {
  const bytes = hls.segment(request, request.file)
  if (bytes) answer(response, SEGMENT_TYPE, bytes)
  else answerText(response, 404, 'no such segment, or it is too old')
}

function masterOf(window: HlsWindow, { streamName, query }: StreamRequest): string {
  // Only what has been verified goes into a text that is read line by line.
  const parameters = new URLSearchParams(query)
  const signature = ['txSecret', 'txTime'].map((name) => `${name}=${parameters.get(name) ?? ''}`)
  return window.master(`${streamName}/${MEDIA_PLAYLIST}?${signature.join('&')}`)
}

function answer(response: ServerResponse, type: string, body: string | Buffer): void {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}
