import { randomUUID } from 'node:crypto'
import type { PushUrlReason } from '@kaibo/live-core'
import type { ApiClient } from './api-client.ts'
import { ApiError, ApiUnreachable } from './api-error.ts'
import { publishClip } from './clip-publisher.ts'
import type { Clock } from './clock.ts'
import { type Broadcaster, findDemoRoom, openDemoRoom } from './demo-room.ts'
import type { Clip } from './flv-clip.ts'
import type { ConnectPush } from './push-connection.ts'

export type DemoBroadcasterOptions = {
  api: ApiClient
  connectPush: ConnectPush
  clip: Clip
  clock: Clock
  /** Who broadcasts: logs in with the development code `dev-NAME`. */
  name: string
  /** Called when a room is live for the first time: once, and again only if that room ended. */
  onLive(roomId: string): void
  log(line: string): void
  signal: AbortSignal
}

/** What is known between attempts; a refusal makes it forget the part that was refused. */
type Progress = {
  broadcaster?: Broadcaster | undefined
  roomId?: string | undefined
  openKey?: string | undefined
  pushReason: PushUrlReason
  announcedRoomId?: string
}

const STARTUP_MS = 20_000
const LIVE_WAIT_MS = 10_000
const LIVE_POLL_MS = 200
const STABLE_PUSH_MS = 10_000
const FIRST_RETRY_MS = 500
const MAX_RETRY_MS = 10_000

/**
 * Broadcasts the clip into the demo room until `signal` aborts, through drops, expired sessions and ended rooms.
 * @throws when the API is not there, or the room is not live some 20 s after the start; afterwards it only logs and tries again.
 */
export const runDemoBroadcaster = async (options: DemoBroadcasterOptions): Promise<void> => {
  const { clock, log, signal } = options
  const progress: Progress = { pushReason: 'start' }
  const giveUpAtMs = clock.now() + STARTUP_MS
  let failures = 0
  while (!signal.aborted) {
    const beganMs = clock.now()
    try {
      const reason = await broadcast(progress, options)
      if (clock.now() - beganMs > STABLE_PUSH_MS) failures = 0
      throw new Error(`the push ended: ${reason}`)
    } catch (error) {
      if (signal.aborted) return
      forgetRefused(progress, error)
      const starting = progress.announcedRoomId === undefined
      if (starting && (error instanceof ApiUnreachable || clock.now() > giveUpAtMs)) throw error
      log(error instanceof Error ? error.message : String(error))
    }
    await clock.sleep(Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** failures), signal)
    failures += 1
  }
}

/** One push, from logging in (if need be) to its end. Resolves with the reason of the end. */
const broadcast = async (progress: Progress, options: DemoBroadcasterOptions): Promise<string> => {
  const { api, connectPush, clip, clock, log, signal } = options
  progress.broadcaster ??= await logIn(api, options.name)
  progress.roomId ??= await continueOrOpenRoom(progress, progress.broadcaster, api)
  const { token } = progress.broadcaster
  const { roomId } = progress
  const { url } = await api.call('issuePushUrl', {
    token,
    params: { roomId },
    body: { reason: progress.pushReason },
  })
  if (signal.aborted) return 'stopped'
  const connection = await connectPush(url)
  progress.pushReason = 'reconnect'
  log(`pushing to ${roomId}`)
  try {
    const publishing = publishClip({ clip, connection, clock, signal })
    if (progress.announcedRoomId !== roomId) {
      const ended = new AbortController()
      publishing.then(() => ended.abort())
      const isLive = await becomesLive(api, { token, roomId, clock, signal: ended.signal })
      if (isLive) {
        progress.announcedRoomId = roomId
        options.onLive(roomId)
      }
    }
    return await publishing
  } finally {
    await connection.close()
  }
}

const logIn = async (api: ApiClient, name: string): Promise<Broadcaster> => {
  const { token, user } = await api.call('createSession', { body: { code: `dev-${name}` } })
  return { token, userId: user.id }
}

const continueOrOpenRoom = async (
  progress: Progress,
  broadcaster: Broadcaster,
  api: ApiClient,
): Promise<string> => {
  const found = await findDemoRoom(api, broadcaster)
  if (found !== undefined) return found.id
  // Kept until the room is there: a retry whose first answer got lost must not open a second room.
  progress.openKey ??= randomUUID()
  const opened = await openDemoRoom(api, broadcaster, progress.openKey)
  progress.openKey = undefined
  return opened.id
}

type LiveWatch = { token: string; roomId: string; clock: Clock; signal: AbortSignal }

/** Whether the API says that the room is live before `signal` aborts, which means that the push has ended. */
const becomesLive = async (api: ApiClient, watch: LiveWatch): Promise<boolean> => {
  const { token, roomId, clock, signal } = watch
  const giveUpAtMs = clock.now() + LIVE_WAIT_MS
  while (!signal.aborted) {
    const { status } = await api.call('getRoom', { token, params: { roomId } })
    if (status === 'live') return true
    if (clock.now() > giveUpAtMs) {
      throw new Error(`the origin accepted the push, but the room is still "${status}": no callback came`)
    }
    await clock.sleep(LIVE_POLL_MS, signal)
  }
  return false
}

const forgetRefused = (progress: Progress, error: unknown): void => {
  if (!(error instanceof ApiError)) return
  if (error.status === 401) progress.broadcaster = undefined
  if (error.code === 'room_ended' || error.code === 'not_found') {
    progress.roomId = undefined
    progress.pushReason = 'start'
  }
}
