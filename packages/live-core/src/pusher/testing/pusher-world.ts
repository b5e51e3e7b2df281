import { expect } from 'vitest'
import type { HeartbeatAnswer } from '../../heartbeat/heartbeat.ts'
import { ROOM_ID, type RoomWord, roomOf } from '../../player/testing/answers.ts'
import { PageBooks } from '../../player/testing/machine-world.ts'
import { classifyPusherCode } from '../../state-code/classify.ts'
import type { PusherEffect } from '../pusher-effect.ts'
import type { PusherEvent } from '../pusher-event.ts'
import { pusherReducer } from '../pusher-reducer.ts'
import { initialPusherState, type PusherState } from '../pusher-state.ts'
import type { PusherOptions } from '../pusher-turn.ts'
import { type Heartbeat, HeartbeatBooks } from './heartbeat-books.ts'
import { ServerWord } from './server-word.ts'

export type PusherRequest = Exclude<Extract<PusherEffect, { requestId: number }>, Heartbeat>
type RequestFailed = Extract<PusherEvent, { type: 'request-failed' }>
/** What the server may say in answer to a heartbeat. */
export type BeatWord = Partial<Omit<HeartbeatAnswer, 'room'>> & { room?: RoomWord; version?: number }

const GIVES_UP = [
  'restart',
  'restart-with-backoff',
  'restart-with-safe-settings',
  'refresh-url',
  'wait-for-network',
]
const ON_NETWORK: PusherEffect['type'][] = [
  'fetch-push-url',
  'fetch-room',
  'end-room',
  'send-heartbeat',
  'start',
]

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
  /** Told every effect, the heartbeat's too. */
  sent: (effect: PusherEffect) => void = () => {}
  readonly heartbeats = new HeartbeatBooks(this.books)
  #mayTakeOver = false
  readonly #options: PusherOptions
  readonly #server = new ServerWord()

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
    const { requestId } = request
    return this.deliver({ type: 'room-answered', requestId, room: roomOf(word, version) })
  }

  /** Answers the newest heartbeat, or another. */
  answerBeat(word: BeatWord = {}, beat = this.heartbeats.newest): readonly PusherEffect[] {
    if (beat === undefined) throw new Error('no heartbeat is open')
    const { room = 'live', version = 1, ...answer } = word
    return this.deliver({
      type: 'heartbeat-answered',
      requestId: beat.requestId,
      answer: { room: roomOf(room, version), publisher: 'this-device', nextInMs: 10_000, ...answer },
    })
  }

  fail(type: PusherRequest['type'], code: RequestFailed['code'], retryAfterMs?: number) {
    const { requestId } = this.question(type)
    return this.deliver({ type: 'request-failed', requestId, code, retryAfterMs })
  }

  deliver(event: Extract<PusherEvent, { requestId: number }>): readonly PusherEffect[] {
    for (const open of [this.requests, this.heartbeats.open]) {
      const index = open.findIndex(({ requestId }) => requestId === event.requestId)
      if (index >= 0) open.splice(index, 1)
    }
    this.answered.push(event)
    return this.send(event)
  }

  /** The timers that are running, without the heartbeat's. */
  get waits(): number[] {
    return [...this.books.timers.keys()].filter((id) => !this.heartbeats.timers.has(id))
  }

  /** Fires the timer that comes first, the heartbeat's apart. */
  fire(): readonly PusherEffect[] {
    return this.#fire((id) => !this.heartbeats.timers.has(id))
  }

  /** Lets the next heartbeat be due. */
  fireBeat(): readonly PusherEffect[] {
    return this.#fire((id) => this.heartbeats.timers.has(id))
  }

  #fire(among: (id: number) => boolean): readonly PusherEffect[] {
    const id = this.books.nextTimer(among)
    if (id === undefined) throw new Error('no such timer is running')
    return this.send({ type: 'timer-fired', id })
  }

  /** @returns the effects, without those of the heartbeats */
  send(event: PusherEvent): readonly PusherEffect[] {
    this.#listen(event)
    const { wish } = this.state
    const { state, effects } = pusherReducer(this.state, event, this.#options)
    this.state = state
    const others = this.heartbeats.withoutOwn(effects, state)
    for (const effect of effects) {
      this.sent(effect)
      this.#carryOut(effect)
    }
    this.heartbeats.check(state, this.component)
    if (state.view.kind === 'busy-elsewhere') {
      this.#mayTakeOver = false
      expect(this.component, 'what another device has is not pushed to').toBe('stopped')
      expect([...this.books.timers.keys()]).toEqual([])
    }
    if (state.view.kind === 'ended') {
      expect(this.#server.saysEnded, 'never ended unless the server said so').toBe(true)
      expect(this.component, 'an ended room is not pushed to').toBe('stopped')
      expect([...this.books.timers.keys()]).toEqual([])
    } else if (wish === 'live' && event.type !== 'end-requested') {
      expect(state.wish, 'nothing but its end loses a room').toBe('live')
    }
    return others
  }

  #listen(event: PusherEvent): void {
    const { view, urlAskId } = this.state
    if (event.type === 'take-over-chosen' && view.kind === 'busy-elsewhere') this.#mayTakeOver = true
    if (event.type === 'push-url-answered' && event.requestId === urlAskId) this.#mayTakeOver = false
    if (event.type === 'end-requested') this.endRequested = true
    if (event.type === 'state-code') this.#listenToComponent(event.code)
    if ('requestId' in event) this.#server.hear(event, this.state)
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
    if ('requestId' in effect) this.books.countId(effect.requestId)
    switch (effect.type) {
      case 'fetch-push-url':
        if (effect.takeOver) expect(this.#mayTakeOver, 'only the person takes over').toBe(true)
        this.requests.push(effect)
        return
      case 'fetch-room':
        this.requests.push(effect)
        return
      case 'send-heartbeat':
        if (effect.pushing) expect(['alive', 'silent']).toContain(this.component)
        this.heartbeats.open.push(effect)
        return
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
        this.requests.push(effect)
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
