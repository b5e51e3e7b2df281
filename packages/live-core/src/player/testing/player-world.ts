import { expect } from 'vitest'
import type { RequestFailure } from '../../controller/request-failure.ts'
import { classifyPlayerCode } from '../../state-code/classify.ts'
import type { PlayerEffect } from '../player-effect.ts'
import type { PlayerEvent } from '../player-event.ts'
import { playerReducer } from '../player-reducer.ts'
import { initialPlayerState, type PlayerState } from '../player-state.ts'
import type { PlayerOptions } from '../player-turn.ts'
import { playUrlsOf, ROOM_ID, type RoomWord, roomOf } from './answers.ts'
import { PageBooks } from './machine-world.ts'

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
  /** The newest answer asks to wait until then, unless a person or the page asks. */
  #notBeforeMs = 0
  /** Something was played since the newest answer. */
  #hasPlayed = false
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
  answerPlayUrls(word: RoomWord, retryAfterMs?: number): readonly PlayerEffect[] {
    return this.answer(this.question('fetch-play-urls'), word, 1, retryAfterMs)
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
    if (event.type === 'shown' && this.state.hidden) this.#hasPlayed = false
    if (['retry-chosen', 'shown', 'network-changed'].includes(event.type)) this.#notBeforeMs = 0
    const { state, effects } = playerReducer(this.state, event, this.#options)
    this.state = state
    for (const effect of effects) this.#carryOut(effect)
    const isAsking = state.askId !== null
    if (state.view.kind.endsWith('ended') && !isAsking && !state.hidden && !state.left) {
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
  answer(
    request: PlayerRequest,
    word: RoomWord,
    version = 1,
    retryAfterMs?: number,
  ): readonly PlayerEffect[] {
    const { requestId } = request
    if (request.type === 'fetch-room')
      return this.deliver({ type: 'room-answered', requestId, room: roomOf(word, version) })
    if (requestId === this.state.askId) {
      this.#notBeforeMs = this.books.nowMs + (retryAfterMs ?? 0)
      this.#hasPlayed = false
    }
    const playUrls = playUrlsOf(word, `flv-${requestId}`, retryAfterMs)
    return this.deliver({ type: 'play-urls-answered', requestId, playUrls })
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
        expect(this.books.nowMs, 'never sooner than the server asks').toBeGreaterThanOrEqual(
          this.#notBeforeMs,
        )
        if (effect.stalled) expect(this.#hasPlayed, 'only what was played has stalled').toBe(true)
        this.books.countId(effect.requestId)
        this.requests.push(effect)
        return
      case 'fetch-room':
        this.books.countId(effect.requestId)
        this.requests.push(effect)
        return
      case 'play':
        expect(this.component, 'never two plays without a stop').toBe('stopped')
        this.component = 'alive'
        this.url = effect.url
        this.#hasPlayed = true
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
