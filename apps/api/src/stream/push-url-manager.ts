import { type PushUrl, type PushUrlReason, type PushUrlRequest, toIsoTime, type User } from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { Rhythm } from '../config/rhythm.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { MediaProvider } from '../provider/media-provider.ts'
import { isHeld } from '../publisher/is-held.ts'
import { publisherStore } from '../publisher/publisher-store.ts'
import { newId, type RandomBytes } from '../random.ts'
import { isOverForGood, ownRoomOr404 } from '../room/room-access.ts'
import type { RoomJournal } from '../room/room-journal.ts'
import type { RoomRow } from '../room/room-row.ts'
import { roomStore } from '../room/room-store.ts'
import { stopStore } from '../room/stop-store.ts'
import type { Database, Queryable } from '../storage/database.ts'
import type { PushTokens } from './push-token.ts'
import { pushUrlIssueStore } from './push-url-issue-store.ts'
import type { ReplaceStream } from './replace-stream.ts'
import { streamStore } from './stream-store.ts'

type Dependencies = {
  database: Database
  journal: RoomJournal
  provider: MediaProvider
  pushTokens: PushTokens
  replaceStream: ReplaceStream
  clock: Clock
  random: RandomBytes
  rhythm: Rhythm
  pushUrlSeconds: number
}

/** Callers that name no device share this one: they cannot be told apart, so none of them is refused for another. */
const UNNAMED_DEVICE = 'unnamed-device'

type Asking = { reason: PushUrlReason; deviceId: string; takeOver: boolean }
/** What became of a returning device's own old connection. */
type Drop = 'not-needed' | 'done' | 'unconfirmed'

/** Issues push URLs: to one device of the room's owner at a time. */
export class PushUrlManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /**
   * A push URL of the room's current stream, bound by its token to this issue. Reopens a room that its window ended.
   * Rejects with `not_found` for a room that is absent or another's, `room_ended` for one that is over for good, and
   * `publisher_busy` when another device of the owner holds the room and `takeOver` is not set.
   */
  async issuePushUrl(user: User, roomId: string, request: PushUrlRequest): Promise<PushUrl> {
    const asking: Asking = {
      reason: request.reason ?? 'start',
      deviceId: request.deviceId ?? UNNAMED_DEVICE,
      takeOver: request.takeOver ?? false,
    }
    const drop = asking.reason === 'reconnect' ? await this.#dropOwn(user, roomId, asking) : 'not-needed'

    const { journal, provider, pushTokens, clock, random, pushUrlSeconds } = this.#deps
    const nowMs = clock()
    const expiresAtMs = wholeSecond(nowMs + pushUrlSeconds * 1000)
    const issueId = newId('issue', random)
    let streamName = ''
    const room = await journal.append(roomId, nowMs, async (tx, row) => {
      await this.#admit(tx, ownRoomOr404(row, user), { asking, drop, nowMs })
      streamName = (await streamStore.current(tx, roomId)).name
      const times = { at: new Date(nowMs), expiresAt: new Date(expiresAtMs) }
      await pushUrlIssueStore.insert(tx, {
        id: issueId,
        streamName,
        deviceId: asking.deviceId,
        reason: asking.reason,
        issuedAt: times.at,
        expiresAt: times.expiresAt,
      })
      await streamStore.urlIssued(tx, streamName, times)
    })
    ownRoomOr404(room, user)
    const token = pushTokens.sign(issueId, streamName)
    return { url: provider.pushUrl({ streamName, expiresAtMs, token }), expiresAt: toIsoTime(expiresAtMs) }
  }

  /** Decides whether the device may publish, and gives it the lease. */
  async #admit(
    tx: Queryable,
    room: RoomRow,
    { asking, drop, nowMs }: { asking: Asking; drop: Drop; nowMs: number },
  ): Promise<void> {
    const { rhythm, replaceStream } = this.#deps
    const now = new Date(nowMs)
    if (isOverForGood(room, nowMs, rhythm.reopenWithinMs)) {
      throw new KaiboError('room_ended', 'This room has ended: open a new one.')
    }
    const lease = await publisherStore.find(tx, room.id)
    const isBusy =
      lease !== undefined && lease.deviceId !== asking.deviceId && isHeld(lease, room, { nowMs, rhythm })
    if (isBusy && !asking.takeOver) {
      throw new KaiboError(
        'publisher_busy',
        'Another device of yours broadcasts this room: end it there, or take over with takeOver: true.',
      )
    }
    if (isBusy) await replaceStream(tx, room.id, 'taken-over', now)
    else if (drop === 'unconfirmed') await replaceStream(tx, room.id, 'drop-unconfirmed', now)
    if (room.phase === 'ended') await stopStore.reopen(tx, { roomId: room.id, at: now })
    await publisherStore.take(tx, room.id, asking.deviceId, now)
  }

  /**
   * The provider may hold a connection that died for about 70 s, and refuse the new one meanwhile: it is dropped
   * first. When that is not confirmed, the device gets a fresh stream name, so that neither the old connection nor a
   * late drop can meet the new push.
   */
  async #dropOwn(user: User, roomId: string, { deviceId }: Asking): Promise<Drop> {
    const { database, provider } = this.#deps
    const room = ownRoomOr404(await roomStore.find(database, roomId), user)
    const lease = await publisherStore.find(database, roomId)
    if (room.phase !== 'live' || (lease && lease.deviceId !== deviceId)) return 'not-needed'
    const { name } = await streamStore.current(database, roomId)
    return provider.dropStream(name).then(
      () => 'done' as const,
      () => 'unconfirmed' as const,
    )
  }
}

/** txTime counts whole seconds, so the expiry that is told does too. */
const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000
