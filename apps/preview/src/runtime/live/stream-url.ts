/**
 * A browser speaks neither `rtmp://` nor WebRTC to the media origin, but the origin serves the same stream, behind
 * the same signature, as http-flv (to play) and as FLV over WebSocket (to push): `rtmp://HOST:PORT/live/NAME?QUERY`
 * becomes `MEDIA/live/NAME.flv?QUERY`. The signature covers the stream name alone, so it stays valid.
 */
export function toFlvUrl(url: string, mediaOrigin: string): string {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'rtmp:') return url
  const { pathname, search } = parsed
  const path = pathname.endsWith('.flv') ? pathname : `${pathname}.flv`
  return `${mediaOrigin.replace(/\/+$/, '')}${path}${search}`
}

/** Where to open the WebSocket (subprotocol `push`) that takes what a phone would push to `url`. */
export const toPushSocketUrl = (url: string, mediaOrigin: string): string =>
  toFlvUrl(url, mediaOrigin).replace(/^http/, 'ws')

/** What `LivePhone.rewriteStream` is expected to do. `mediaOrigin` is like `http://127.0.0.1:7102`. */
export const rewriteStreamUrl = (url: string, use: 'play' | 'push', mediaOrigin: string): string =>
  use === 'play' ? toFlvUrl(url, mediaOrigin) : toPushSocketUrl(url, mediaOrigin)
