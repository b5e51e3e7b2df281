import type { Sandbox } from '@kaibo/sandbox'
import type { Database } from '../../../../apps/api/src/storage/database.ts'
import type { ApiClient } from '../../../support/api-client.ts'
import { pushCallback } from '../../../support/callbacks.ts'
import { keys } from '../../../support/keys.ts'
import { until } from '../../../support/poll.ts'
import { atOnce, upTo } from '../at-once.ts'
import { type Answer, type HttpClient, openHttpClient } from '../http.ts'
import { type Push, startPush } from '../push.ts'
import type { KeyedCreates } from './keyed-creates.ts'
import { openRoom, type PushedRoom, phases } from './rooms.ts'

type Parts = { owner: ApiClient; sandbox: Sandbox; database: Database; creates: KeyedCreates }

/** What a trouble showed: answers that must not be, and the longest waits in milliseconds. */
export type TroubleSeen = {
  wrongStatuses: number
  callbackMs: number
  otherMs: number
  livenessMs: number
  backMs: number
}

const ROOMS_OF_EACH_KIND = 3
const CALLBACKS = 36
/** So many answers later, the others are in the middle of their work. */
const UNDER_WAY = 12
const LANES = 18
const CALLBACK_PATH = `/v1/callbacks/tencent-css/${keys.callbackPath}`
const BACK_MS = 30_000

/** Puts the API under load and takes its store away in the middle of it. */
export class StoreTrouble {
  readonly #parts: Parts
  #sequence = 10n ** 18n

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** `begin` takes the store away, `end` brings it back when everything was answered. */
  async pass(begin: () => void, end: () => void): Promise<TroubleSeen> {
    const { owner, sandbox, creates } = this.#parts
    const http = openHttpClient(owner.address, 4 * LANES)
    const [stays, goes, comes] = [await this.#rooms(), await this.#rooms(), await this.#rooms()]
    await Promise.all(stays.map(({ url }) => startPush(url, sandbox.addresses)))
    const going = await Promise.all(goes.map(({ url }) => startPush(url, sandbox.addresses)))
    await this.#shown([...stays, ...goes], [])

    let isOver = false
    const creating = creates.run(owner, LANES, () => isOver)
    const before = await this.#callbacks(http, stays)
    const during = await this.#begun(http, stays)
    begin()
    const finishing = going.map((push: Push) => push.finish())
    const coming = comes.map(({ url }) => startPush(url, sandbox.addresses))
    const others = await this.#others(http)
    const answers = [...before, ...(await during.all), ...(await this.#callbacks(http, stays))]
    isOver = true
    await creating
    await Promise.all([...finishing, ...coming])

    end()
    const backAtMs = performance.now()
    await this.#shown([...stays, ...comes], goes)
    const backMs = performance.now() - backAtMs
    const repeated = await this.#callbacks(http, stays)
    http.close()
    const wrong = answers.filter(({ status }) => status !== 200 && status !== 503)
    return {
      wrongStatuses: wrong.length + repeated.filter(({ status }) => status !== 200).length,
      callbackMs: longest(answers),
      otherMs: Math.max(longest(others.readiness), longest(others.reads), creates.longestMs),
      livenessMs: longest(others.liveness),
      backMs,
    }
  }

  #rooms(): Promise<PushedRoom[]> {
    return atOnce(upTo(ROOMS_OF_EACH_KIND), ROOMS_OF_EACH_KIND, () => openRoom(this.#parts.owner))
  }

  /** Starts of further pushes of live rooms: true or not, they change nothing that is shown. */
  #callbacks(
    http: HttpClient,
    rooms: readonly PushedRoom[],
    onAnswer: (answer: Answer) => void = () => {},
  ): Promise<Answer[]> {
    const seconds = Math.floor(Date.now() / 1000)
    return atOnce(upTo(CALLBACKS), LANES, async (index) => {
      const { streamName, streamParam: param } = rooms[index % rooms.length] ?? {
        streamName: '',
        streamParam: '',
      }
      const event = { type: 'started', sequence: String(this.#sequence++), seconds, param } as const
      const answer = await http.send(CALLBACK_PATH, { body: pushCallback(streamName, event) })
      onAnswer(answer)
      return answer
    })
  }

  /** Callbacks, of which some are under way when this resolves. */
  #begun(http: HttpClient, rooms: readonly PushedRoom[]): Promise<{ all: Promise<Answer[]> }> {
    return new Promise((resolve) => {
      let answered = 0
      const all = this.#callbacks(http, rooms, () => {
        answered += 1
        if (answered === UNDER_WAY) resolve({ all })
      })
    })
  }

  async #others(http: HttpClient) {
    const headers = { authorization: `Bearer ${this.#parts.owner.token}` }
    const ask = (path: string) => atOnce(upTo(LANES), LANES, () => http.send(path, { headers }))
    const [liveness, readiness, reads] = await Promise.all([
      ask('/healthz'),
      ask('/readyz'),
      ask('/v1/rooms'),
    ])
    return { liveness, readiness, reads }
  }

  async #shown(live: readonly PushedRoom[], silent: readonly PushedRoom[]): Promise<void> {
    const { database } = this.#parts
    const isRight = async () => {
      const shown = await phases(database)
      return (
        live.every(({ id }) => shown.get(id) === 'live') &&
        silent.every(({ id }) => shown.get(id) === 'interrupted')
      )
    }
    await until(async () => ((await isRight()) ? true : undefined), {
      timeoutMs: BACK_MS,
      what: 'every room is right',
    })
  }
}

const longest = (answers: readonly Answer[]): number => Math.max(...answers.map(({ ms }) => ms))
