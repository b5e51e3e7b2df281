import type { StreamRequest } from '../access/access-rules.ts'

/** What a request to the media port names, taken apart but not trusted. */
export type MediaUrl =
  | { readonly kind: 'index' | 'unknown' }
  | { readonly kind: 'flv'; readonly stream: StreamRequest }
  | { readonly kind: 'hls'; readonly stream: StreamRequest & { readonly file: 'master' | 'media' } }
  | { readonly kind: 'segment'; readonly stream: StreamRequest & { readonly file: string } }

const FLV_PATH = /^\/([^/]+)\/([^/]+)\.flv$/
const MASTER_PATH = /^\/([^/]+)\/([^/]+)\.m3u8$/
const MEDIA_PATH = /^\/([^/]+)\/([^/]+)\/media\.m3u8$/
const SEGMENT_PATH = /^\/([^/]+)\/([^/]+)\/([\w-]+\.ts)$/

/** Split by hand: a URL parser throws on some of what can stand here. */
export function readMediaUrl(url: string): MediaUrl {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const query = mark < 0 ? '' : url.slice(mark + 1)
  const named = (pattern: RegExp) => {
    const [, appName, streamName, file = ''] = pattern.exec(path) ?? []
    return appName !== undefined && streamName !== undefined ? { appName, streamName, query, file } : null
  }
  if (path === '/') return { kind: 'index' }
  const flv = named(FLV_PATH)
  if (flv) return { kind: 'flv', stream: flv }
  const master = named(MASTER_PATH)
  if (master) return { kind: 'hls', stream: { ...master, file: 'master' } }
  const media = named(MEDIA_PATH)
  if (media) return { kind: 'hls', stream: { ...media, file: 'media' } }
  const segment = named(SEGMENT_PATH)
  return segment ? { kind: 'segment', stream: segment } : { kind: 'unknown' }
}
