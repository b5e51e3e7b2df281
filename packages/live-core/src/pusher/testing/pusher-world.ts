import { expect } from 'vitest'
import { PageBooks } from '../../player/testing/machine-world.ts'
import { ROOM_ID, roomOf } from '../../player/testing/player-world.ts'
import type { RoomStatus } from '../../room-status/room-status-names.ts'
import { classifyPusherCode } from '../../state-code/classify.ts'
import type { PusherEffect } from '../pusher-effect.ts'
import type { PusherEvent } from '../pusher-event.ts'
import { pusherReducer } from '../pusher-reducer.ts'
import { initialPusherState, type PusherState } from '../pusher-state.ts'
import type { PusherOptions } from '../pusher-turn.ts'

export type PusherRequest = Extract<PusherEffect, { requestId: number }>
type RequestFailed = Extract<PusherEvent, { type: 'request-failed' }>
/** What the server may say of a room; an end has a reason. */
export type RoomWord = Exclude<RoomStatus, 'ended'> | 'unknown' | 'ended-by-broadcaster' | 'ended-by-window'

const GIVES_UP = [
  'restart',
  'restart-with-backoff',
  'restart-with-safe-settings',
  'refresh-url',
  'wait-for-network',
]
const ON_NETWORK: PusherEffect['type'][] = ['fetch-push-url', 'fetch-room', 'end-room', 'start']

/** A page, its component and a server around the machine; every event checks what is promised of all of them. */
export class PusherWorld {
  state: PusherState = initialPusherState()
  readonly books = new PageBooks()
  readonly requests: PusherRequest[] = []
  readonly answered: Extract<PusherEvent, { requestId: number }>[] = []
  readonly started: string[] = []
  /** `silent`: the push is down, and nobody was told; a 1002 proves the contrary. */
  component: 'stopped' | 'alive' | 'silent' | 'dead' = 'stopped'
  endRequested = false
  readonly #options: PusherOptions
  /** The newest question that the server has answered, and whether the answer was "ended". */
  #lastWord = { requestId: 0, ended: false }

  constructor(options: PusherOptions) {
    this.#options = options
  }

  /** Goes live in a room, until the component says so. */
  goLive(): void {
    this.send({ type: 'go-live-requested', roomId: ROOM_ID })
    this.answerUrl()
    this.code(1002)
    expect(this.state.view).toEqual({ kind: 'live' })
  }

  code(code: unknown): readonly PusherEffect[] {
    return this.send({ type: 'state-code', code })
  }

  question(type: PusherRequest['type']): PusherRequest {
    const [request, second] = this.requests.filter((open) => open.type === type)
    if (request === undefined || second !== undefined) throw new Error(`not exactly one ${type} is open`)
    return request
  }

  answerUrl(request = this.question('fetch-push-url')): readonly PusherEffect[] {
    const { requestId } = request
    const pushUrl = { url: `url-${requestId}`, expiresAt: '2026-11-23T01:00:00.000Z' }
    return this.deliver({ type: 'push-url-answered', requestId, pushUrl })
  }

  answerRoom(word: RoomWord, request = this.question('fetch-room'), version = 1): readonly PusherEffect[] {
    const room =
      word === 'ended-by-broadcaster' || word === 'ended-by-window'
        ? ({
            ...roomOf('ended', version),
            endReason: word === 'ended-by-window' ? 'window' : 'broadcaster',
          } as const)
        : roomOf(word, version)
    return this.deliver({ type: 'room-answered', requestId: request.requestId, room })
  }

  fail(type: PusherRequest['type'], code: RequestFailed['code'], retryAfterMs?: number) {
    const { requestId } = this.question(type)
    return this.deliver({ type: 'request-failed', requestId, code, retryAfterMs })
  }

  deliver(event: Extract<PusherEvent, { requestId: number }>): readonly PusherEffect[] {
    const index = this.requests.findIndex(({ requestId }) => requestId === event.requestId)
    if (index >= 0) this.requests.splice(index, 1)
    this.answered.push(event)
    return this.send(event)
  }

  /** Fires the timer that comes first. */
  fire(): readonly PusherEffect[] {
    const id = this.books.nextTimer()
    if (id === undefined) throw new Error('no timer is running')
    return this.send({ type: 'timer-fired', id })
  }

  send(event: PusherEvent): readonly PusherEffect[] {
    this.#listen(event)
    const { wish } = this.state
    const { state, effects } = pusherReducer(this.state, event, this.#options)
    this.state = state
    for (const effect of effects) this.#carryOut(effect)
    if (state.view.kind === 'ended') {
      expect(this.#lastWord.ended, 'never ended unless the server said so').toBe(true)
      expect(this.component, 'an ended room is not pushed to').toBe('stopped')
      expect([...this.books.timers.keys()]).toEqual([])
    } else if (wish === 'live' && event.type !== 'end-requested') {
      expect(state.wish, 'nothing but its end loses a room').toBe('live')
    }
    return effects
  }

  #listen(event: PusherEvent): void {
    if (event.type === 'end-requested') this.endRequested = true
    if (event.type === 'state-code') this.#listenToComponent(event.code)
    if (!('requestId' in event) || event.requestId < this.#lastWord.requestId) return
    const { requestId } = event
    if (event.type === 'room-answered') this.#lastWord = { requestId, ended: event.room.status === 'ended' }
    if (event.type === 'request-failed' && event.code === 'room_ended')
      this.#lastWord = { requestId, ended: true }
    if (event.type === 'push-url-answered') this.#lastWord = { requestId, ended: false }
  }

  #listenToComponent(code: unknown): void {
    if (this.component === 'stopped' || this.component === 'dead') return
    const { reaction } = classifyPusherCode(code)
    if (GIVES_UP.includes(reaction)) this.component = 'dead'
    if (reaction === 'pushing') this.component = 'alive'
  }

  #carryOut(effect: PusherEffect): void {
    if (this.state.hidden)
      expect(ON_NETWORK, 'nothing on the network while hidden').not.toContain(effect.type)
    if ('requestId' in effect) {
      this.books.countId(effect.requestId)
      this.requests.push(effect)
    }
    switch (effect.type) {
      case 'start':
        expect(this.component, 'never two starts without a stop').toBe('stopped')
        expect(this.started, 'every start has a fresh URL').not.toContain(effect.url)
        this.started.push(effect.url)
        this.component = 'alive'
        return
      case 'stop':
        expect(this.component, 'only what was started is stopped').not.toBe('stopped')
        this.component = 'stopped'
        return
      case 'end-room':
        expect(this.endRequested, 'only the person ends a room').toBe(true)
        return
      case 'start-timer':
        expect(this.state.hidden, 'no timer while hidden').toBe(false)
        this.books.startTimer(effect.id, effect.delayMs)
        return
      case 'cancel-timer':
        this.books.cancelTimer(effect.id)
    }
  }
}
