import type { PusherState, PusherView } from '@kaibo/live-core'
import { describe, expect, it } from 'vitest'
import { zh } from '../../text/zh.ts'
import type { Gate } from './permission-flow.ts'
import { pusherScreen } from './pusher-screen.ts'

const t = zh.pusher
const screen = (view: PusherView, gate: Gate = 'granted', liveMs = 0) =>
  pusherScreen({ view, replaced: null }, gate, liveMs, t)

describe("the broadcaster's screen", () => {
  it.each<[Gate, string | undefined]>([
    ['checking', undefined],
    ['granted', undefined],
    ['ask', t.askTitle],
    ['refused', t.refusedTitle],
    ['system-refused', t.systemTitle],
  ])('before going live, with permissions "%s"', (gate, title) => {
    expect(screen({ kind: 'idle' }, gate)).toMatchObject({ phase: 'form', pill: null, endable: false })
    expect(screen({ kind: 'idle' }, gate).slate?.title).toBe(title)
  })

  it('counts how long it has been live', () => {
    expect(screen({ kind: 'live' }, 'granted', 65_000)).toMatchObject({
      phase: 'stage',
      pill: { label: `${t.live} 1:05`, tone: 'live' },
      counting: true,
      slate: null,
    })
  })

  it.each<[PusherView, string]>([
    [{ kind: 'reconnecting' }, t.reconnectingNotice],
    [{ kind: 'offline' }, t.offlineNotice],
    [{ kind: 'unavailable' }, t.unavailableNotice],
    [{ kind: 'interrupted', by: 'call' }, t.callNotice],
    [{ kind: 'interrupted', by: 'background' }, t.backgroundNotice],
  ])('keeps the camera in sight and the room in reach while trouble solves itself: %o', (view, notice) => {
    expect(screen(view)).toMatchObject({ notice, slate: null, endable: true, pill: { tone: 'warning' } })
  })

  it.each<[PusherView, string, string]>([
    [{ kind: 'camera-denied' }, t.refusedTitle, 'pass-gate'],
    [{ kind: 'microphone-denied' }, t.refusedTitle, 'pass-gate'],
    [{ kind: 'camera-unavailable' }, t.cameraBusyTitle, 'retry'],
    [{ kind: 'microphone-unavailable' }, t.micBusyTitle, 'retry'],
    [{ kind: 'failed' }, t.failedTitle, 'retry'],
  ])('offers what helps, and the end: %o', (view, title, slateAction) => {
    expect(screen(view)).toMatchObject({ slate: { title }, slateAction, endable: true })
  })

  it.each([
    [false, t.busyTitle],
    [true, t.takenOverTitle],
  ])(
    'offers the take-over and the way out, but not the end, while another device is live (taken over: %s)',
    (takenOver, title) => {
      expect(screen({ kind: 'busy-elsewhere', takenOver })).toMatchObject({
        slate: { title, primary: t.takeOver, secondary: t.leave },
        slateAction: 'take-over',
        endable: false,
        pill: null,
      })
    },
  )

  it.each<PusherView>([{ kind: 'reconnecting' }, { kind: 'connecting' }, { kind: 'live' }])(
    'says that somebody else had pushed with the address, while that is news: %o',
    (view) => {
      const shown = (replaced: PusherState['replaced']) => pusherScreen({ view, replaced }, 'granted', 0, t)
      expect(shown('conflict').notice).toBe(t.conflictNotice)
      expect(shown('drop-unconfirmed').notice).not.toBe(t.conflictNotice)
    },
  )

  it('ends with how long it was, and cannot be ended twice', () => {
    expect(screen({ kind: 'ended' }, 'granted', 3_753_000)).toMatchObject({
      slate: { title: t.endedTitle, figure: '1:02:33', primary: t.again },
      slateAction: 'again',
      endable: false,
    })
    expect(screen({ kind: 'ending' }).endable).toBe(false)
  })
})
