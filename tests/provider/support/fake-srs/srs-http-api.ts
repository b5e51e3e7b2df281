import http from 'node:http'
import { listenOn } from './listen-on.ts'
import type { SrsClients } from './srs-clients.ts'

type Options = { clients: SrsClients; user: string; password: string }

const CLIENT_NOT_FOUND = 2049
const STREAM_NOT_FOUND = 2048
const FEWEST_LISTED = 10

/** SRS's HTTP API as far as it is documented and used: lists of streams by page, and cutting a client. */
export const startSrsHttpApi = (options: Options) =>
  listenOn(http.createServer((req, res) => answer(req, res, options)))

function answer(req: http.IncomingMessage, res: http.ServerResponse, options: Options): void {
  const { clients, user, password } = options
  if (req.headers.authorization !== `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`) {
    res.writeHead(401, { 'www-authenticate': 'Basic realm="srs"' }).end()
    return
  }
  const say = (code: number, fields: Record<string, unknown> = {}) =>
    res.end(
      JSON.stringify({ code, server: clients.serverId, service: clients.serviceId, pid: '1', ...fields }),
    )
  const url = new URL(req.url ?? '', 'http://srs')
  if (req.method === 'GET' && url.pathname === '/api/v1/streams/') say(0, { streams: page(clients, url) })
  else if (req.method === 'DELETE' && url.pathname.startsWith('/api/v1/clients/')) {
    const client = clients.find(url.pathname.slice('/api/v1/clients/'.length))
    // The connection ends a moment after the answer.
    if (client) setImmediate(() => client.cut())
    say(client ? 0 : CLIENT_NOT_FOUND)
  } else say(STREAM_NOT_FOUND)
}

/** Ten by default, and never fewer. */
function page(clients: SrsClients, { searchParams }: URL): unknown[] {
  const start = Math.max(0, Number(searchParams.get('start')) || 0)
  const count = Math.max(FEWEST_LISTED, Number(searchParams.get('count')) || 0)
  return clients
    .streams()
    .slice(start, start + count)
    .map((stream) => ({
      ...stream,
      vhost: 'vid-0',
      tcUrl: `rtmp://127.0.0.1/${stream.app}`,
      clients: 1,
      video: null,
    }))
}
