import type { ApiClient } from './api-client.ts'
import type { Clock } from './clock.ts'

/** Which room to look at; `signal` aborts when the push into it is over. */
export type RoomWatch = { token: string; roomId: string; clock: Clock; signal: AbortSignal }

const LIVE_WAIT_MS = 10_000
const LIVE_POLL_MS = 200
const END_POLL_MS = 10_000

/**
 * Whether the API says that the room is live before the push is over.
 * @throws when it is not after 10 s, although the push goes on
 */
export const becomesLive = async (api: ApiClient, watch: RoomWatch): Promise<boolean> => {
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

/** Whether somebody ends the room before the push is over. Nothing else would tell: the origin goes on taking it. */
export const hasEnded = async (api: ApiClient, watch: RoomWatch): Promise<boolean> => {
  const { token, roomId, clock, signal } = watch
  while (!signal.aborted) {
    await clock.sleep(END_POLL_MS, signal)
    if (signal.aborted) break
    // An API that does not answer for a while is no reason to stop pushing.
    const room = await api.call('getRoom', { token, params: { roomId } }).catch(() => undefined)
    if (room?.status === 'ended') return true
  }
  return false
}
