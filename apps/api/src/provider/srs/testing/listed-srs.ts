import { answering } from '../../../outside/testing/behaviours.ts'
import type { Behaviour } from '../../../outside/testing/outside-server.ts'

/** A stream as SRS 6 lists it. */
export const listed = (name: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: `vid-${name}`,
  name,
  vhost: 'vid-0xk989d',
  app: 'live',
  tcUrl: 'rtmp://media.example.test/live',
  url: `/live/${name}`,
  live_ms: 1_795_349_000_000,
  clients: 1,
  frames: 0,
  send_bytes: 58,
  recv_bytes: 0,
  kbps: { recv_30s: 0, send_30s: 0 },
  publish: { active: true, cid: `client-${name}` },
  video: null,
  audio: null,
  ...fields,
})

/** The frame of every answer of SRS's. */
export const srsAnswer = (fields: Record<string, unknown> = {}): Behaviour =>
  answering({ code: 0, server: 'vid-0e3y8g4', service: '53b29f12', pid: '1', ...fields })

/** An SRS that lists these streams by pages, and cuts a connection when it is told to. */
export function listedSrs(
  streams: () => Record<string, unknown>[],
  kick: (clientId: string) => void,
): Behaviour {
  return (res) => {
    const url = new URL(res.req.url ?? '', 'http://srs')
    if (res.req.method === 'DELETE') {
      kick(decodeURIComponent(url.pathname.split('/').at(-1) ?? ''))
      srsAnswer()(res)
      return
    }
    const [start, count] = ['start', 'count'].map((name) => Number(url.searchParams.get(name)))
    srsAnswer({ streams: streams().slice(start, Number(start) + Number(count)) })(res)
  }
}
