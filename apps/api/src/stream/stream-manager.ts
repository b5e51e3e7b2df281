import {
  type NotPlayableReason,
  type PlayUrls,
  type PushUrl,
  type PushUrlReason,
  type RoomStatus,
  toIsoTime,
  type User,
} from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { ValidityConfig } from '../config/config.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { MediaProvider } from '../provider/media-provider.ts'
import { newId, type RandomBytes } from '../random.ts'
import { isFinallyEnded, ownRoomOr404, roomOr404 } from '../room/room-access.ts'
import { toRoom } from '../room/room-row.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database } from '../storage/database.ts'
import type { PushTokens } from './push-token.ts'
import { streamStore } from './stream-store.ts'

type Dependencies = {
  database: Database
  provider: MediaProvider
  pushTokens: PushTokens
  clock: Clock
  random: RandomBytes
  validity: ValidityConfig
}

const MINUTE_MS = 60_000

/** Issues signed push and play URLs for rooms. */
export class StreamManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /**
   * A push URL of the room's current stream, bound by its token to this issue. Rejects with `not_found` for a
   * room that is absent or another's and with `room_ended` for one that a person ended.
   */
  async issuePushUrl(user: User, roomId: string, reason: PushUrlReason): Promise<PushUrl> {
    const { database, provider, pushTokens, clock, random, validity } = this.#deps
    const nowMs = clock()
    const expiresAtMs = wholeSecond(nowMs + validity.pushUrlSeconds * 1000)
    const id = newId('issue', random)
    const streamName = await database.transaction(async (tx) => {
      const room = ownRoomOr404(await roomStore.lock(tx, roomId), user)
      if (isFinallyEnded(room)) throw new KaiboError('room_ended', 'This room has ended: open a new one.')
      const name = await streamStore.currentName(tx, roomId)
      await streamStore.insertPushUrlIssue(tx, {
        id,
        streamName: name,
        reason,
        issuedAt: new Date(nowMs),
        expiresAt: new Date(expiresAtMs),
      })
      return name
    })
    const token = pushTokens.sign(id, streamName)
    return { url: provider.pushUrl({ streamName, expiresAtMs, token }), expiresAt: toIsoTime(expiresAtMs) }
  }

  /** Play URLs of a live room, or why it cannot be played now. Rejects with `not_found`. */
  async issuePlayUrls(roomId: string): Promise<PlayUrls> {
    const { database, provider, clock, validity } = this.#deps
    const nowMs = clock()
    const room = toRoom(roomOr404(await roomStore.find(database, roomId)), nowMs)
    if (room.status !== 'live') return notPlayable(room.status, room.until)
    const streamName = await streamStore.currentName(database, roomId)
    const expiresAtMs = wholeMinute(nowMs) + validity.playUrlSeconds * 1000
    const hlsExpiresAtMs = wholeMinute(nowMs) + validity.hlsUrlSeconds * 1000
    const { flv, rtmp, hls } = provider.playUrls({ streamName, expiresAtMs, hlsExpiresAtMs })
    return {
      playable: true,
      flv,
      rtmp,
      expiresAt: toIsoTime(expiresAtMs),
      hls: { url: hls, expiresAt: toIsoTime(hlsExpiresAtMs) },
    }
  }
}

function notPlayable(status: Exclude<RoomStatus, 'live'> | 'unknown', until: string | undefined): PlayUrls {
  const reason: NotPlayableReason | 'unknown' = status
  return { playable: false, reason, ...(until === undefined ? {} : { until }) }
}

/** txTime counts whole seconds, so the expiry that is told does too. */
const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000

/** Play URLs start from the next whole minute: all viewers of a minute get the same ones, which can be cached. */
const wholeMinute = (ms: number) => Math.ceil(ms / MINUTE_MS) * MINUTE_MS
