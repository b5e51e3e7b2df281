import type { PlayerView } from '@kaibo/live-core'
import { describe, expect, it } from 'vitest'
import { aRoom } from '../../testing/rooms.ts'
import { zh } from '../../text/zh.ts'
import { playerScreen } from './player-screen.ts'

const t = zh.player
const NOW_MS = Date.parse('2026-11-22T13:00:00.000Z')
const screen = (view: PlayerView, room = aRoom()) => playerScreen({ roomId: room.id, room, view }, NOW_MS, t)

describe("the player's screen", () => {
  it.each<PlayerView['kind']>(['playing', 'buffering', 'checking'])(
    'never covers the picture while %s',
    (kind) => {
      // The three have no fields besides their kind.
      expect(screen({ kind } as PlayerView)).toMatchObject({ poster: false, slate: null, live: true })
    },
  )

  it('buffers with a spinner alone, and says that it checks in one line', () => {
    expect(screen({ kind: 'buffering' })).toMatchObject({ spinner: true, notice: '' })
    expect(screen({ kind: 'checking' })).toMatchObject({ spinner: false, notice: t.checking })
  })

  it('counts down to the deadline while the broadcaster is away', () => {
    expect(screen({ kind: 'interrupted', untilMs: NOW_MS + 42_000 })).toMatchObject({
      counting: true,
      slate: { title: t.interruptedTitle, figure: '0:42', primary: '' },
    })
  })

  it.each([undefined, NOW_MS - 1])('counts nothing without a deadline ahead (%s)', (untilMs) => {
    const view: PlayerView =
      untilMs === undefined ? { kind: 'interrupted' } : { kind: 'interrupted', untilMs }
    expect(screen(view).slate?.figure).toBe('')
  })

  it('ends with how long it was', () => {
    const room = aRoom({ status: 'ended', endedAt: '2026-11-22T13:02:33.000Z' })
    expect(screen({ kind: 'ended' }, room).slate).toMatchObject({ title: t.endedTitle, figure: '1:02:33' })
  })

  it.each<[PlayerView, string, string]>([
    [{ kind: 'not-started' }, t.notStartedTitle, ''],
    [{ kind: 'window-ended' }, t.windowEndedTitle, t.retry],
    [{ kind: 'gone' }, t.goneTitle, ''],
    [{ kind: 'offline' }, t.offlineTitle, ''],
    [{ kind: 'unavailable' }, t.unavailableTitle, t.retry],
    [{ kind: 'failed', reason: 'unsupported-format' }, t.unsupportedTitle, t.retry],
    [{ kind: 'failed', reason: 'request-refused' }, t.refusedTitle, t.retry],
  ])('says why there is no picture: %o', (view, title, primary) => {
    expect(screen(view)).toMatchObject({ live: false, slate: { title, primary, secondary: t.back } })
  })

  it('shows a poster before the first picture, also when nothing is known of the room', () => {
    const unknown = playerScreen({ roomId: '', room: null, view: { kind: 'connecting' } }, NOW_MS, t)
    expect(unknown).toMatchObject({ poster: true, spinner: true, slate: null, title: '' })
  })
})
