import http from 'node:http'
import { txSecret } from '@kaibo/sandbox'
import { listenOn } from './listen-on.ts'

/** What a viewer over HTTP wants: SRS's hook names HLS streams with their ending, HTTP-FLV ones without. */
export type HttpWish = { app: string; stream: string; query: string }

type Options = {
  origin: string
  /** The origin's own play key: whom the hook lets in, the origin must not judge again. */
  originKey: string
  judge(wish: HttpWish, cut: () => void): Promise<{ allowed: boolean; over(): void }>
}

/**
 * HTTP-FLV and HLS in front of an origin. Each playlist is asked about, segments are not. A refused viewer's connection
 * is closed without a status, as SRS does.
 */
export const startMediaFront = (options: Options) =>
  listenOn(http.createServer((req, res) => void serve(req, res, options)))

async function serve(
  req: http.IncomingMessage,
  res: http.ServerResponse,
  { origin, originKey, judge }: Options,
): Promise<void> {
  const url = new URL(req.url ?? '', origin)
  const [, app = '', file = ''] = url.pathname.split('/')
  const stream = /\.flv$/.test(file) ? file.slice(0, -4) : /\.m3u8$/.test(file) ? file : undefined
  if (stream !== undefined) {
    const cut = () => res.destroy()
    const { allowed, over } = await judge({ app, stream, query: url.search.slice(1) }, cut)
    res.on('close', over)
    if (!allowed) {
      cut()
      return
    }
  }
  url.search = sign(originKey, file)
  const upstream = http.get(url, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
  })
  upstream.on('error', () => res.destroy())
  res.on('close', () => upstream.destroy())
}

function sign(key: string, file: string): string {
  const time = Math.floor(Date.now() / 1000 + 60).toString(16)
  return `txSecret=${txSecret(key, file.replace(/\.\w+$/, ''), time)}&txTime=${time}`
}
