import { expect } from 'vitest'
import type { RequestFailure } from '../../controller/request-failure.ts'
import type { PlayUrls } from '../../play-urls/play-urls.ts'
import type { Room } from '../../room/room.ts'
import type { RoomStatus } from '../../room-status/room-status-names.ts'
import { classifyPlayerCode } from '../../state-code/classify.ts'
import type { PlayerEffect } from '../player-effect.ts'
import type { PlayerEvent } from '../player-event.ts'
import { playerReducer } from '../player-reducer.ts'
import { initialPlayerState, type PlayerState } from '../player-state.ts'
import type { PlayerOptions } from '../player-turn.ts'
import { PageBooks } from './machine-world.ts'

export const ROOM_ID = 'room_00000000000000000000'
export const UNTIL = '2026-11-22T13:01:00.000Z'

export const playable = (flv = 'flv'): PlayUrls => ({
  playable: true,
  flv,
  rtmp: 'rtmp',
  expiresAt: UNTIL,
  hls: { url: 'hls', expiresAt: UNTIL },
})

export const playUrlsOf = (status: RoomStatus | 'unknown', flv?: string): PlayUrls =>
  status === 'live'
    ? playable(flv)
    : { playable: false, reason: status, ...(status === 'interrupted' && { until: UNTIL }) }

export const roomOf = (status: RoomStatus | 'unknown', version = 1): Room => ({
  id: ROOM_ID,
  title: 'A room',
  coverUrl: null,
  broadcaster: { id: 'user_00000000000000000000', displayName: 'Ann' },
  status,
  version,
})

export type PlayerRequest = Extract<PlayerEffect, { type: 'fetch-play-urls' | 'fetch-room' }>

const GIVES_UP = ['ask-server', 'restart', 'refresh-url', 'unsupported-format']
const ON_NETWORK: PlayerEffect['type'][] = ['fetch-play-urls', 'fetch-room', 'play']

/** A page, its component and a server around the machine; every event checks what is promised of all of them. */
export class PlayerWorld {
  state: PlayerState = initialPlayerState(ROOM_ID)
  readonly books = new PageBooks()
  readonly requests: PlayerRequest[] = []
  readonly answered: PlayerEvent[] = []
  /** `silent`: dead, and nobody was told; a sign of a picture proves the contrary. */
  component: 'stopped' | 'alive' | 'silent' | 'dead' = 'stopped'
  url: string | null = null
  readonly #options: PlayerOptions
  /** The newest question that the server has answered, and whether the answer was "ended". */
  #lastWord = { requestId: 0, ended: false }

  constructor(options: PlayerOptions) {
    this.#options = options
  }

  /** Opens the page of a room that is live and brings its picture on screen. */
  openAndPlay(): void {
    this.send({ type: 'opened' })
    for (const request of [...this.requests]) this.answer(request, 'live')
    this.send({ type: 'state-code', code: 2004 })
    expect(this.state.view).toEqual({ kind: 'playing' })
  }

  code(code: unknown): readonly PlayerEffect[] {
    return this.send({ type: 'state-code', code })
  }

  /** Answers the open question for play URLs. */
  answerPlayUrls(status: RoomStatus | 'unknown'): readonly PlayerEffect[] {
    return this.answer(this.question('fetch-play-urls'), status)
  }

  question(type: PlayerRequest['type']): PlayerRequest {
    const [request, second] = this.requests.filter((open) => open.type === type)
    if (request === undefined || second !== undefined) throw new Error(`not exactly one ${type} is open`)
    return request
  }

  fail(code: RequestFailure, retryAfterMs?: number): readonly PlayerEffect[] {
    const { requestId } = this.question('fetch-play-urls')
    return this.deliver({ type: 'request-failed', requestId, code, retryAfterMs })
  }

  /** Fires the timer that comes first. */
  fire(): readonly PlayerEffect[] {
    const id = this.books.nextTimer()
    if (id === undefined) throw new Error('no timer is running')
    return this.send({ type: 'timer-fired', id })
  }

  send(event: PlayerEvent): readonly PlayerEffect[] {
    this.#listen(event)
    const { state, effects } = playerReducer(this.state, event, this.#options)
    this.state = state
    for (const effect of effects) this.#carryOut(effect)
    if (state.view.kind === 'ended' && !state.hidden && !state.left) {
      expect(this.#lastWord.ended, 'never ended unless that is the last word of the server').toBe(true)
    }
    if (state.media === 'picture') {
      expect(['playing', 'buffering'], 'a running picture is never covered').toContain(state.view.kind)
    }
    if (state.left) {
      expect([...this.books.timers.keys()], 'nothing goes on after leaving').toEqual([])
      expect(this.component).toBe('stopped')
    }
    return effects
  }

  /** Answers a request as the server would; the answer is kept, to come once more later. */
  answer(request: PlayerRequest, status: RoomStatus | 'unknown', version = 1): readonly PlayerEffect[] {
    const { requestId } = request
    return this.deliver(
      request.type === 'fetch-room'
        ? { type: 'room-answered', requestId, room: roomOf(status, version) }
        : { type: 'play-urls-answered', requestId, playUrls: playUrlsOf(status, `flv-${requestId}`) },
    )
  }

  deliver(event: Extract<PlayerEvent, { requestId: number }>): readonly PlayerEffect[] {
    const index = this.requests.findIndex(({ requestId }) => requestId === event.requestId)
    if (index >= 0) this.requests.splice(index, 1)
    this.answered.push(event)
    return this.send(event)
  }

  #listen(event: PlayerEvent): void {
    if (event.type === 'state-code') this.#listenToComponent(classifyPlayerCode(event.code).reaction)
    if (!('requestId' in event) || event.requestId < this.#lastWord.requestId) return
    const { requestId } = event
    if (event.type === 'room-answered' && event.room.version >= (this.state.room?.version ?? 0))
      this.#lastWord = { requestId, ended: event.room.status === 'ended' }
    if (event.type === 'play-urls-answered')
      this.#lastWord = { requestId, ended: !event.playUrls.playable && event.playUrls.reason === 'ended' }
    if (event.type === 'request-failed' && event.code === 'room_ended')
      this.#lastWord = { requestId, ended: true }
  }

  #listenToComponent(reaction: string): void {
    if (this.component === 'stopped' || this.component === 'dead') return
    if (GIVES_UP.includes(reaction)) this.component = 'dead'
    if (reaction === 'playing' || reaction === 'first-frame') this.component = 'alive'
  }

  #carryOut(effect: PlayerEffect): void {
    if (this.state.hidden)
      expect(ON_NETWORK, 'nothing on the network while hidden').not.toContain(effect.type)
    switch (effect.type) {
      case 'fetch-play-urls':
      case 'fetch-room':
        this.books.countId(effect.requestId)
        this.requests.push(effect)
        return
      case 'play':
        expect(this.component, 'never two plays without a stop').toBe('stopped')
        this.component = 'alive'
        this.url = effect.url
        return
      case 'stop':
        expect(this.component, 'only what was played is stopped').not.toBe('stopped')
        this.component = 'stopped'
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
