import type { Room, User } from '@kaibo/live-core'
import { timeout } from './fake-streams.ts'
import type { Happening } from './happenings.ts'
import type { Managers } from './managers.ts'
import { passTime } from './pass-time.ts'
import { pushWith } from './push-with.ts'
import { refusalOf } from './refusal-of.ts'
import { signed } from './signed-callback.ts'
import { rowsOf } from './test-store.ts'

/** A push callback's words. */
type Word = {
  stream_id: string
  stream_param: string
  sequence: string
  event_type: 0 | 1
  event_time: number
}

/** One room and its whole outside: devices, the provider's true state, lost and late words, forgers. */
export class RoomWorld {
  readonly roomId: string
  readonly #managers: Managers
  readonly #owner: User
  readonly #addresses: ReturnType<typeof pushWith>[] = []
  /** Pushes that the provider has, by stream: the sequence of each. */
  readonly #running = new Map<string, Word>()
  readonly #words: Word[] = []
  #sequences = 0

  constructor(managers: Managers, owner: User, roomId: string) {
    this.#managers = managers
    this.#owner = owner
    this.roomId = roomId
  }

  /** Whether somebody pushes the room's current stream: what its status ought to say. */
  async isPushed(): Promise<boolean> {
    const { streams } = this.#managers
    return streams.states.get(await this.#managers.currentStream(this.roomId)) === 'active'
  }

  /** Whether no person has ended the room. */
  async isOpen(): Promise<boolean> {
    return (await this.shown()).endReason !== 'broadcaster'
  }

  /** The room's streams that were given up. */
  async oldStreams(): Promise<string[]> {
    const rows = await rowsOf<{ name: string }>(
      this.#managers.database,
      'select name from streams where room_id = $1 order by generation desc offset 1',
      [this.roomId],
    )
    return rows.map(({ name }) => name)
  }

  shown(): Promise<Room> {
    return this.#managers.rooms.getRoom(this.roomId)
  }

  /** Lets it happen. `eachTick` sees every moment of a wait. */
  async happen(happening: Happening, eachTick: () => Promise<void>): Promise<void> {
    const { streams, heartbeats, rooms } = this.#managers
    switch (happening.type) {
      case 'ask':
        await this.#ask(happening)
        break
      case 'begin':
        await this.#begin(happening)
        break
      case 'stop':
        await this.#stop(happening)
        break
      case 'tell':
        await this.#deliver(pick(this.#words, happening.word))
        break
      case 'forge':
        await this.#forge(happening)
        break
      case 'beat':
        await heartbeats.beat(this.#owner, this.roomId, {
          deviceId: happening.device,
          pushing: happening.pushing,
        })
        break
      case 'queries':
        if (happening.fail) streams.fail.set('query', timeout)
        else streams.fail.delete('query')
        break
      case 'commands':
        this.#command(happening.are)
        break
      case 'land':
        streams.land(happening.place % Math.max(1, streams.underway()))
        break
      case 'wait':
        await passTime(this.#managers, happening.seconds * 1000, eachTick)
        break
      case 'end':
        await rooms.endRoom(this.#owner, this.roomId)
    }
    this.#noticeCuts()
  }

  /** Nothing new happens for so long, the provider answers, and does what it was told. */
  async calmDown(seconds: number, eachTick: () => Promise<void>): Promise<void> {
    const { streams } = this.#managers
    streams.fail.clear()
    this.#command('done')
    while (streams.underway() > 0) streams.land()
    this.#noticeCuts()
    await passTime(this.#managers, seconds * 1000, eachTick)
  }

  async #ask({ device, reason, takeOver }: Happening & { type: 'ask' }): Promise<void> {
    const asked = this.#managers.pushUrls.issuePushUrl(this.#owner, this.roomId, {
      deviceId: device,
      reason,
      takeOver,
    })
    if ((await refusalOf(asked)) === 'none') this.#addresses.push(pushWith((await asked).url))
  }

  async #begin({ address, isTold }: Happening & { type: 'begin' }): Promise<void> {
    const { streams } = this.#managers
    const push = pick(this.#addresses, address)
    if (!push || streams.states.get(push.stream_id) === 'forbidden') return
    // A newer push takes the place of the one before, whose end the provider may tell later, or never.
    streams.states.delete(push.stream_id)
    this.#noticeCuts()
    const sequence = String(2_210_464_508_206_750_000n + BigInt(++this.#sequences))
    const word: Word = { ...push, sequence, event_type: 1, event_time: this.#seconds() }
    streams.states.set(push.stream_id, 'active')
    this.#running.set(push.stream_id, word)
    this.#words.push(word)
    if (isTold) await this.#deliver(word)
  }

  async #stop({ push, isTold }: Happening & { type: 'stop' }): Promise<void> {
    const streamName = pick([...this.#running.keys()], push)
    if (streamName === undefined) return
    this.#managers.streams.states.delete(streamName)
    this.#noticeCuts()
    if (isTold) await this.#deliver(this.#words.at(-1))
  }

  #command(are: 'done' | 'late' | 'lost'): void {
    const { late, fail } = this.#managers.streams
    for (const action of ['drop', 'forbid'] as const) {
      late.delete(action)
      fail.delete(action)
      if (are === 'late') late.add(action)
      if (are === 'lost') fail.set(action, timeout)
    }
  }

  /** Pushes that are no longer there have ended; their ends are words not told yet. */
  #noticeCuts(): void {
    for (const [streamName, word] of this.#running) {
      if (this.#managers.streams.states.get(streamName) === 'active') continue
      this.#running.delete(streamName)
      this.#words.push({ ...word, event_type: 0, event_time: this.#seconds() })
    }
  }

  async #deliver(word: Word | undefined): Promise<void> {
    if (word) await this.#managers.deliver(word)
  }

  async #forge({ begins, word, isKnown, isStale }: Happening & { type: 'forge' }): Promise<void> {
    const known = isKnown ? pick(this.#words, word)?.sequence : undefined
    await this.#managers.deliver({
      stream_id: await this.#managers.currentStream(this.roomId),
      sequence: known ?? `99${word}`,
      event_type: begins ? 1 : 0,
      stream_param: word % 2 ? '' : 'kaibo=guessed',
      ...(isStale ? signed(this.#seconds() - 900) : {}),
    })
  }

  #seconds(): number {
    return Math.floor(this.#managers.clock() / 1000)
  }
}

const pick = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % items.length]
