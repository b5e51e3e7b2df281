import http from 'node:http'
import { type Listening, listenOn } from './fake-srs/listen-on.ts'

/** How calls fail on their way, or are answered with what is no answer. */
export const API_TROUBLES = ['reset', 'hang', 'garbage', 'error', 'odd-state', 'redirect'] as const
export type ApiTrouble = (typeof API_TROUBLES)[number]

/** An HTTP API behind a way that can be troubled. */
export type ApiFront = { address: string; trouble: ApiTrouble | undefined; stop(): Promise<void> }

/** @param behind the real one's address */
export async function startApiFront(behind: string): Promise<ApiFront> {
  const listening: Listening = await listenOn(
    http.createServer((req, res) => (front.trouble ? fail(front.trouble, res) : pass(req, res, behind))),
  )
  const front: ApiFront = {
    address: `http://127.0.0.1:${listening.port}`,
    trouble: undefined,
    stop: () => listening.close(),
  }
  return front
}

function pass(req: http.IncomingMessage, res: http.ServerResponse, behind: string): void {
  const { method, headers } = req
  const onward = http.request(new URL(req.url ?? '', behind), { method, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
  })
  onward.on('error', () => res.destroy())
  req.pipe(onward)
}

function fail(trouble: ApiTrouble, res: http.ServerResponse): void {
  switch (trouble) {
    case 'reset':
      res.socket?.resetAndDestroy()
      return
    case 'hang':
      return
    case 'garbage':
      res.end('<html>')
      return
    case 'error':
      res.end(JSON.stringify({ code: 1061 }))
      return
    case 'odd-state':
      res.end(
        JSON.stringify({
          ...{ code: 0, server: 's', service: 's' },
          streams: [{ id: '1', name: 'x', app: 'live', publish: { active: 'perhaps' } }],
        }),
      )
      return
    case 'redirect':
      res.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()
  }
}
