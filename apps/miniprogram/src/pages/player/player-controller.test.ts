import type { PlayerState, PlayUrls } from '@kaibo/live-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiFailure } from '../../services/api-error.ts'
import { aRoom } from '../../testing/rooms.ts'
import { createPlayerController } from './player-controller.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const live: PlayUrls = {
  playable: true,
  flv: 'https://play/a.flv',
  rtmp: 'rtmp://play/a',
  expiresAt: '2026-11-22T13:10:00.000Z',
  hls: { url: 'https://play/a.m3u8', expiresAt: '2026-11-22T13:10:00.000Z' },
}

function watch(answer: () => Promise<PlayUrls>) {
  const done: string[] = []
  let state: PlayerState | undefined
  const controller = createPlayerController({
    roomId: aRoom().id,
    media: {
      play: async () => void done.push('play'),
      stop: async () => void done.push('stop'),
    },
    rooms: { get: async () => aRoom() },
    streams: {
      issuePlayUrls: () => {
        done.push('ask')
        return answer()
      },
    },
    askAboutAway: async () => {
      done.push('dialog')
      return false
    },
    leave: () => done.push('leave'),
    log: (level, event, { code }) => done.push(`${level} ${event} ${String(code)}`),
    random: () => 0.5,
    render: (next) => {
      state = next
    },
  })
  return { controller, done, view: () => state?.view.kind }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

describe("the player's controller", () => {
  it('plays, and recovers from -2301 by a fresh URL, stopping before it plays', async () => {
    const { controller, done, view } = watch(async () => live)
    controller.dispatch({ type: 'opened' })
    await settle()
    expect(done).toEqual(['ask', 'play'])
    controller.dispatch({ type: 'state-code', code: 2004 })
    expect(view()).toBe('playing')
    controller.dispatch({ type: 'state-code', code: -2301 })
    expect(view()).toBe('checking')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(done.slice(0, 5)).toEqual(['ask', 'play', 'ask', 'stop', 'play'])
    controller.dispose()
  })

  it('logs an unknown code and goes on', async () => {
    const { controller, done, view } = watch(async () => live)
    controller.dispatch({ type: 'opened' })
    await settle()
    controller.dispatch({ type: 'state-code', code: 2004 })
    controller.dispatch({ type: 'state-code', code: 987 })
    await settle()
    expect(done).toContain('warn player-code 987')
    expect(view()).toBe('playing')
    controller.dispose()
  })

  it('waits as long as the server asks', async () => {
    const failure = new ApiFailure('unavailable', 'down', { retryAfterMs: 30_000 })
    const { controller, done, view } = watch(() => Promise.reject(failure))
    controller.dispatch({ type: 'opened' })
    await settle()
    expect(view()).toBe('unavailable')
    await vi.advanceTimersByTimeAsync(29_999)
    expect(done).toEqual(['ask'])
    await vi.advanceTimersByTimeAsync(30_000)
    expect(done).toEqual(['ask', 'ask'])
    controller.dispose()
  })

  it('does nothing any more once its page has gone', async () => {
    const { controller, done } = watch(async () => live)
    controller.dispatch({ type: 'opened' })
    controller.dispose()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(done).not.toContain('play')
    expect(vi.getTimerCount()).toBe(0)
  })
})
