import type { HeartbeatAnswer, PushUrl, Room } from '@kaibo/live-core'
import { vi } from 'vitest'
import { createPusherDesk, type DeskView } from '../pages/pusher/pusher-desk.ts'
import type { PermissionPlatform, ScopeAnswer } from '../platform/permissions.ts'
import { ApiFailure } from '../services/api-error.ts'
import type { PushUrlQuestion } from '../services/streams.ts'
import { zh } from '../text/zh.ts'
import { aRoom } from './rooms.ts'

/** When the desk's clock begins. */
export const NOW = '2026-11-22T13:00:00.000Z'

export type DeskOptions = {
  answer?: ScopeAnswer
  open?: () => Promise<Room>
  previous?: Room
  /** Another device of the person has the room. */
  busy?: boolean
  heartbeat?: Partial<HeartbeatAnswer>
}

/** A broadcaster's phone at its desk, on vitest's clock. */
export function deskWith(options: DeskOptions = {}) {
  const done: string[] = []
  const views: DeskView[] = []
  let answer = options.answer ?? 'granted'
  const permissions: PermissionPlatform = {
    readScope: async () => answer,
    askScope: async () => true,
    isAllowedBySystem: () => true,
    openMiniprogramSettings: async () => {
      done.push('settings')
      answer = 'granted'
    },
    openSystemSettings: async () => {},
  }
  const issuePushUrl = async (_: string, { reason, takeOver }: PushUrlQuestion): Promise<PushUrl> => {
    done.push(`url ${reason}${takeOver ? ' taking over' : ''}`)
    if (options.busy && !takeOver) throw new ApiFailure('publisher_busy', 'another device')
    return { url: `rtmp://push/${done.length}`, expiresAt: '2026-11-23T13:00:00.000Z' }
  }
  const sendHeartbeat = async (_: string, pushing: boolean): Promise<HeartbeatAnswer> => {
    done.push(`beat ${pushing}`)
    return { room: aRoom(), publisher: 'this-device', nextInMs: 10_000, ...options.heartbeat }
  }
  const waiting = aRoom({ status: 'waiting', startedAt: undefined })
  const desk = createPusherDesk({
    permissions,
    broadcast: {
      open: options.open ?? (async () => waiting),
      findUnfinished: async () => options.previous,
      forget: () => done.push('forget'),
    },
    media: {
      preview: () => {},
      start: async () => void done.push('start'),
      stop: async () => void done.push('stop'),
      switchCamera: () => {},
    },
    rooms: {
      get: async () => aRoom({ startedAt: NOW }),
      end: async () => aRoom({ status: 'ended', startedAt: NOW, endedAt: '2026-11-22T13:01:05.000Z' }),
    },
    streams: { issuePushUrl, sendHeartbeat },
    clock: { nowMs: () => vi.getMockedSystemTime()?.getTime() ?? 0 },
    texts: zh,
    log: () => {},
    random: () => 0.5,
    render: (view) => views.push(view),
  })
  const last = (): DeskView => views[views.length - 1] as DeskView
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)
  return { desk, done, last, settle }
}
