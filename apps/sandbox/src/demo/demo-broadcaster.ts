import { randomUUID } from 'node:crypto'
import { INITIAL_BACKOFF, nextBackoff, type PushUrlReason } from '@kaibo/live-core'
import type { ApiClient } from './api-client.ts'
import { ApiError, ApiUnreachable } from './api-error.ts'
import { publishClip } from './clip-publisher.ts'
import type { Clock } from './clock.ts'
import { type Broadcaster, findDemoRoom, openDemoRoom } from './demo-room.ts'
import type { Clip } from './flv-clip.ts'
import type { ConnectPush } from './push-connection.ts'
import { becomesLive, hasEnded } from './room-watch.ts'

export type DemoBroadcasterOptions = {
  api: ApiClient
  connectPush: ConnectPush
  clip: Clip
  clock: Clock
  random: () => number
  /** Who broadcasts: logs in with development codes `dev-NAME.NONCE`. */
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
const STABLE_PUSH_MS = 10_000

/**
 * Broadcasts the clip into the demo room until `signal` aborts, through drops, expired sessions and ended rooms.
 * @throws when the API is not there, or the room is not live some 20 s after the start; afterwards it only logs
 * and tries again.
 */
export const runDemoBroadcaster = async (options: DemoBroadcasterOptions): Promise<void> => {
  const { clock, random, log, signal } = options
  const progress: Progress = { pushReason: 'start' }
  const giveUpAtMs = clock.now() + STARTUP_MS
  let backoff = INITIAL_BACKOFF
  while (!signal.aborted) {
    const beganMs = clock.now()
    try {
      const reason = await broadcast(progress, options)
      if (clock.now() - beganMs > STABLE_PUSH_MS) backoff = INITIAL_BACKOFF
      throw new Error(`the push ended: ${reason}`)
    } catch (error) {
      if (signal.aborted) return
      forgetRefused(progress, error)
      const starting = progress.announcedRoomId === undefined
      if (starting && (error instanceof ApiUnreachable || clock.now() > giveUpAtMs)) throw error
      log(error instanceof Error ? error.message : String(error))
    }
    const { delayMs, state } = nextBackoff(backoff, { random })
    backoff = state
    await clock.sleep(delayMs, signal)
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
  const over = new AbortController()
  const watch = { token, roomId, clock, signal: over.signal }
  try {
    const stop = AbortSignal.any([signal, over.signal])
    const publishing = publishClip({ clip, connection, clock, signal: stop }).finally(() => over.abort())
    if (progress.announcedRoomId !== roomId && (await becomesLive(api, watch))) {
      progress.announcedRoomId = roomId
      options.onLive(roomId)
    }
    const ending = hasEnded(api, watch).then((ended) => {
      if (ended) over.abort()
      return ended
    })
    const reason = await publishing
    return (await ending) ? 'the room has ended' : reason
  } finally {
    await connection.close()
  }
}

/** With a code that was never used before, as each one of wx.login is: the API takes none twice. */
const logIn = async (api: ApiClient, name: string): Promise<Broadcaster> => {
  const { token, user } = await api.call('createSession', { body: { code: `dev-${name}.${randomUUID()}` } })
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

const forgetRefused = (progress: Progress, error: unknown): void => {
  if (!(error instanceof ApiError)) return
  if (error.status === 401) progress.broadcaster = undefined
  if (error.code === 'room_ended' || error.code === 'not_found') {
    progress.roomId = undefined
    progress.pushReason = 'start'
  }
}
