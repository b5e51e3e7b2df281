import {
  type NotPlayableReason,
  type PlayUrls,
  type PlayUrlsRequest,
  type Room,
  type RoomStatus,
  toIsoTime,
} from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { ValidityConfig } from '../config/config.ts'
import type { MediaProvider } from '../provider/media-provider.ts'
import type { RandomBytes } from '../random.ts'
import { roomOr404 } from '../room/room-access.ts'
import { type RoomRow, toRoom } from '../room/room-row.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database } from '../storage/database.ts'
import { MinuteCache } from './minute-cache.ts'
import { type Pace, paceMs } from './pace.ts'
import { SharedReads } from './shared-reads.ts'
import type { StallWatch } from './stall-watch.ts'
import { streamStore } from './stream-store.ts'

type Dependencies = {
  database: Database
  provider: MediaProvider
  stalls: StallWatch
  clock: Clock
  random: RandomBytes
  validity: ValidityConfig
}

type SignedUrls = Omit<Extract<PlayUrls, { playable: true }>, 'playable' | 'retryAfterMs'>

/** A room as viewers' questions need it. */
type PlayedRoom = { row: RoomRow | undefined; streamName: string }

const MINUTE_MS = 60_000

/** Issues play URLs. Viewers come in crowds: those of one moment share a read, those of one minute a signature. */
export class PlayUrlManager {
  readonly #deps: Dependencies
  readonly #rooms: SharedReads<PlayedRoom>
  readonly #signed = new MinuteCache<SignedUrls>()

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
    this.#rooms = new SharedReads((roomId) => readRoom(dependencies.database, roomId))
  }

  /**
   * Play URLs of a live room, or why it cannot be played now, and when to come back. `stalled`: the viewer's picture
   * stopped. Rejects with `not_found`.
   */
  async issuePlayUrls(roomId: string, { stalled = false }: PlayUrlsRequest): Promise<PlayUrls> {
    const { clock, random, stalls } = this.#deps
    const { row, streamName } = await this.#rooms.get(roomId)
    const nowMs = clock()
    const room = toRoom(roomOr404(row), nowMs)
    if (stalled) await stalls.note(roomId, nowMs)
    const retryAfterMs = paceMs(paceOf(room, stalled), random)
    const hint = retryAfterMs === undefined ? {} : { retryAfterMs }
    if (room.status !== 'live') return { ...notPlayable(room.status, room.until), ...hint }
    return { playable: true, ...this.#sign(streamName, nowMs), ...hint }
  }

  #sign(streamName: string, nowMs: number): SignedUrls {
    const { provider, validity } = this.#deps
    const fromMs = wholeMinute(nowMs)
    return this.#signed.get(streamName, fromMs, () => {
      const expiresAtMs = fromMs + validity.playUrlSeconds * 1000
      const hlsExpiresAtMs = fromMs + validity.hlsUrlSeconds * 1000
      const { flv, rtmp, hls } = provider.playUrls({ streamName, expiresAtMs, hlsExpiresAtMs })
      return {
        flv,
        rtmp,
        expiresAt: toIsoTime(expiresAtMs),
        hls: { url: hls, expiresAt: toIsoTime(hlsExpiresAtMs) },
      }
    })
  }
}

async function readRoom(database: Database, roomId: string): Promise<PlayedRoom> {
  const row = await roomStore.find(database, roomId)
  return { row, streamName: row ? (await streamStore.current(database, roomId)).name : '' }
}

/** A final end has nothing to come back for; one by the window may be followed by a return. */
function paceOf({ status, endReason }: Room, stalled: boolean): Pace {
  if (status === 'live') return stalled ? 'stalled' : 'live'
  return status === 'ended' && endReason !== 'window' ? 'over' : status
}

function notPlayable(status: Exclude<RoomStatus, 'live'> | 'unknown', until: string | undefined) {
  const reason: NotPlayableReason | 'unknown' = status
  return { playable: false as const, reason, ...(until === undefined ? {} : { until }) }
}

/** Play URLs start from the next whole minute: all viewers of a minute get the same ones. */
const wholeMinute = (ms: number) => Math.ceil(ms / MINUTE_MS) * MINUTE_MS
