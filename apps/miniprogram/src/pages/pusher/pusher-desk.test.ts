import type { HeartbeatAnswer, PushUrl, Room } from '@kaibo/live-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PermissionPlatform, ScopeAnswer } from '../../platform/permissions.ts'
import { ApiFailure } from '../../services/api-error.ts'
import type { PushUrlQuestion } from '../../services/streams.ts'
import { aRoom } from '../../testing/rooms.ts'
import { zh } from '../../text/zh.ts'
import { createPusherDesk, type DeskView } from './pusher-desk.ts'

const NOW = '2026-11-22T13:00:00.000Z'
beforeEach(() => void vi.useFakeTimers({ now: Date.parse(NOW) }))
afterEach(() => void vi.useRealTimers())

/** A broadcaster's phone at its desk. */
type DeskOptions = {
  answer?: ScopeAnswer
  open?: () => Promise<Room>
  previous?: Room
  /** Another device of the person has the room. */
  busy?: boolean
  heartbeat?: Partial<HeartbeatAnswer>
}

function deskWith(options: DeskOptions = {}) {
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
    clock: { nowMs: Date.now },
    texts: zh,
    log: () => {},
    random: () => 0.5,
    render: (view) => views.push(view),
  })
  const last = (): DeskView => views[views.length - 1] as DeskView
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)
  return { desk, done, last, settle }
}

describe("the broadcaster's desk", () => {
  it('goes from the form to live: room, push URL, push, confirmation', async () => {
    const { desk, done, last, settle } = deskWith()
    await desk.checkGate()
    expect(last()).toMatchObject({ phase: 'form', camera: true, slate: null })
    await desk.goLive('周末夜谈')
    await settle()
    expect(done).toEqual(['url start', 'start', 'beat true'])
    expect(last().phase).toBe('stage')
    desk.tell({ type: 'state-code', code: 1002 })
    expect(last().pill).toMatchObject({ tone: 'live' })
    desk.dispose()
  })

  it('ends for good, with the duration that the server knows, and forgets the room', async () => {
    const { desk, done, last, settle } = deskWith()
    await desk.checkGate()
    await desk.goLive('a')
    await settle()
    desk.tell({ type: 'state-code', code: 1002 })
    desk.tell({ type: 'end-requested' })
    await settle()
    expect(done).toContain('stop')
    expect(done).toContain('forget')
    expect(last()).toMatchObject({ camera: false, slate: { title: zh.pusher.endedTitle, figure: '1:05' } })
    desk.dispose()
  })

  it('stays at the form and says why when the room cannot be opened', async () => {
    const open = () => Promise.reject(new ApiFailure('unavailable', 'down'))
    const { desk, done, last } = deskWith({ open })
    await desk.checkGate()
    await desk.goLive('a')
    expect(last()).toMatchObject({ phase: 'form', opening: false, formError: zh.failures.unavailable })
    expect(done).toEqual([])
  })

  it('opens one room however often the button is tapped', async () => {
    const open = vi.fn(async () => aRoom())
    const { desk } = deskWith({ open })
    await Promise.all([desk.goLive('a'), desk.goLive('a')])
    expect(open).toHaveBeenCalledTimes(1)
    desk.dispose()
  })

  it('shows no camera before the permissions are there, and the way to them', async () => {
    const { desk, done, last } = deskWith({ answer: 'refused' })
    await desk.checkGate()
    expect(last()).toMatchObject({
      camera: false,
      slate: { title: zh.pusher.refusedTitle },
      slateAction: 'pass-gate',
    })
    await desk.passGate()
    expect(done).toEqual(['settings'])
    expect(last()).toMatchObject({ camera: true, slate: null })
  })

  it('goes on by itself when a refusal in mid-show has been undone', async () => {
    const { desk, done, last, settle } = deskWith()
    await desk.checkGate()
    await desk.goLive('a')
    await settle()
    desk.tell({ type: 'state-code', code: 10001 })
    expect(last().slate?.title).toBe(zh.pusher.refusedTitle)
    await desk.passGate()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(done).toContain('settings')
    expect(done.filter((what) => what === 'start').length).toBeGreaterThan(1)
    desk.dispose()
  })

  it('offers the room that was left behind, and comes back to it as a reconnection', async () => {
    const { desk, done, last, settle } = deskWith({ previous: aRoom({ status: 'interrupted' }) })
    await desk.checkGate()
    await desk.findPrevious()
    expect(last().previousTitle).toBe('周末夜谈')
    desk.continuePrevious()
    await settle()
    expect(done[0]).toBe('url reconnect')
    desk.tell({ type: 'state-code', code: 1002 })
    expect(last().pill?.label).toContain('1:00:00')
    desk.dispose()
  })

  it('sends heartbeats while it is live, none while it is hidden, and one at once when it is shown', async () => {
    const { desk, done, settle } = deskWith()
    const beats = () => done.filter((what) => what.startsWith('beat')).length
    await desk.checkGate()
    await desk.goLive('a')
    await settle()
    desk.tell({ type: 'state-code', code: 1002 })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(beats()).toBe(4)
    desk.tell({ type: 'hidden' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(beats()).toBe(4)
    desk.tell({ type: 'shown' })
    expect(beats()).toBe(5)
    desk.dispose()
  })

  it('says that another device is live, cuts it when the person says so, and only then', async () => {
    const { desk, done, last, settle } = deskWith({ busy: true })
    await desk.checkGate()
    await desk.goLive('a')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(done).toEqual(['url start'])
    expect(last()).toMatchObject({ slate: { title: zh.pusher.busyTitle }, endable: false, tellable: true })
    desk.tell({ type: 'take-over-chosen' })
    await settle()
    expect(done.slice(1)).toEqual(['url start taking over', 'start', 'beat true'])
    desk.dispose()
  })

  it('stops and says so when another device has taken over', async () => {
    const { desk, done, last, settle } = deskWith({ heartbeat: { publisher: 'other-device' } })
    await desk.checkGate()
    await desk.goLive('a')
    await settle()
    expect(done.slice(-1)).toEqual(['stop'])
    expect(last().slate?.title).toBe(zh.pusher.takenOverTitle)
    desk.dispose()
  })

  it('is silent once its page has gone', async () => {
    const { desk, done, settle } = deskWith()
    await desk.checkGate()
    await desk.goLive('a')
    desk.dispose()
    desk.tell({ type: 'end-requested' })
    await settle()
    expect(done).not.toContain('stop')
    expect(vi.getTimerCount()).toBe(0)
  })
})
