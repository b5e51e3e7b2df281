import { startMediaFront } from './media-front.ts'
import { type RtmpWish, startRtmpFront } from './rtmp-front.ts'
import { SrsClients } from './srs-clients.ts'
import { SrsHooks } from './srs-hooks.ts'
import { startSrsHttpApi } from './srs-http-api.ts'

/**
 * A stand-in for SRS that speaks its documented wire formats (HTTP callback, HTTP API, RTMP, HTTP-FLV, HLS) and has
 * another origin's media behind it.
 */
export type FakeSrs = {
  rtmp: string
  media: string
  api: string
  hooks: SrsHooks
  stop(): Promise<void>
}

type Options = {
  /** Where media really goes, and the key that plays it there. */
  origin: { rtmp: string; media: string; playKey: string }
  user: string
  password: string
}

export async function startFakeSrs({ origin, user, password }: Options): Promise<FakeSrs> {
  const clients = new SrsClients()
  const hooks = new SrsHooks(clients)
  const judge = (wish: RtmpWish, cut: () => void) => judgeClient({ clients, hooks }, wish, cut)
  const rtmp = await startRtmpFront({ originPort: Number(new URL(origin.rtmp).port), judge })
  const media = await startMediaFront({
    origin: origin.media,
    originKey: origin.playKey,
    judge: (wish, cut) => judge({ ...wish, role: 'play' }, cut),
  })
  const api = await startSrsHttpApi({ clients, user, password })
  return {
    rtmp: `rtmp://127.0.0.1:${rtmp.port}`,
    media: `http://127.0.0.1:${media.port}`,
    api: `http://127.0.0.1:${api.port}`,
    hooks,
    async stop() {
      for (const client of clients.all()) client.cut()
      await Promise.all([rtmp, media, api].map((listening) => listening.close()))
    },
  }
}

/**
 * In SRS's order: the client is counted, then the hook asked, then a push begun unless the stream is busy. Who was
 * asked about and let in is told of when it ends, also when it was refused as busy.
 */
async function judgeClient(
  { clients, hooks }: { clients: SrsClients; hooks: SrsHooks },
  { role, app, stream, query }: RtmpWish,
  cut: () => void,
): Promise<{ allowed: boolean; over(): void }> {
  const client = clients.add({ role, app, stream, param: query === '' ? '' : `?${query}`, cut })
  const [begin, end] =
    role === 'publish' ? (['on_publish', 'on_unpublish'] as const) : (['on_play', 'on_stop'] as const)
  if (!(await hooks.call(begin, client))) {
    clients.remove(client)
    return { allowed: false, over() {} }
  }
  return {
    allowed: role === 'play' || clients.publish(client),
    over() {
      clients.remove(client)
      void hooks.call(end, client)
    },
  }
}
