import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod/mini'
import { atOnce } from '../at-once.ts'
import { openHttpClient } from '../http.ts'

const LANES = 8
/** What a client waits after a failure, as all of ours do. */
const PATIENCE_MS = 50

const created = z.object({ id: z.string() })

/** Opens rooms under keys and remembers what was acknowledged. The title of each room is its key. */
export class KeyedCreates {
  /** The room of every key that was answered. */
  readonly acknowledged = new Map<string, string>()
  /** Keys whose request ended without an answer: it may have been carried out or not. */
  readonly unanswered = new Set<string>()
  /** Rooms that another request of the same key got. */
  secondRooms = 0
  /** How long the longest wait for an answer was, in milliseconds. */
  longestMs = 0
  #nextKey = 0

  /** Creates until `isOver`, from so many clients at once. */
  async run(to: { address: string; token: string }, clients: number, isOver: () => boolean): Promise<void> {
    const http = openHttpClient(to.address, clients)
    const work = async () => {
      while (!isOver()) await this.#create(http, to.token, `key-${this.#nextKey++}`)
    }
    await Promise.all(Array.from({ length: clients }, work))
    http.close()
  }

  /** Repeats every key that was not answered, twice at once. Tells how many those were. */
  async repeatUnanswered(to: { address: string; token: string }): Promise<number> {
    const http = openHttpClient(to.address)
    const keys = [...this.unanswered]
    await atOnce(keys, LANES, async (key) => {
      await Promise.all([this.#create(http, to.token, key), this.#create(http, to.token, key)])
      if (this.acknowledged.has(key)) this.unanswered.delete(key)
    })
    http.close()
    return keys.length
  }

  /** Repeats every key that was answered: `secondRooms` counts those that get another room. */
  async repeatAcknowledged(to: { address: string; token: string }): Promise<void> {
    const http = openHttpClient(to.address)
    await atOnce([...this.acknowledged.keys()], LANES, (key) => this.#create(http, to.token, key))
    http.close()
  }

  async #create(http: ReturnType<typeof openHttpClient>, token: string, key: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key }
    const answer = await http.send('/v1/rooms', { body: { title: key }, headers }).catch(() => undefined)
    this.longestMs = Math.max(this.longestMs, answer?.ms ?? 0)
    if (answer?.status !== 201) {
      this.unanswered.add(key)
      await pause(PATIENCE_MS)
      return
    }
    const { id } = created.parse(JSON.parse(answer.text))
    if ((this.acknowledged.get(key) ?? id) !== id) this.secondRooms += 1
    this.acknowledged.set(key, id)
  }
}
