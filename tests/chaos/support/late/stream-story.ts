import type { Managers } from '../../../../apps/api/src/testing/managers.ts'
import { openOldStreams, ownedStreams } from './owned-streams.ts'

type User = Awaited<ReturnType<Managers['newUser']>>

/** Before a failed command is tried again: whatever is on its way is a first try. */
const STEP_MS = 100

/**
 * A broadcaster with two devices, whose room goes from stream to stream. At the provider every command that cuts
 * somebody off is late: it lands when it is told to.
 */
export class StreamStory {
  readonly #managers: Managers
  readonly #owner: User
  #roomId = ''
  #sequence = 0

  constructor(managers: Managers, owner: User) {
    this.#managers = managers
    this.#owner = owner
    for (const action of ['forbid', 'drop'] as const) managers.streams.late.add(action)
  }

  /** Every step but the end leaves a push of the room's current stream, and most leave a command on its way. */
  readonly steps: readonly (() => Promise<void>)[] = [
    () => this.#open(),
    () => this.#publish({ deviceId: 'device-b', takeOver: true }),
    () => this.#publish({ deviceId: 'device-a', takeOver: true }),
    // The drop of its own old connection times out, so that it gets another stream.
    () => this.#publish({ deviceId: 'device-a', reason: 'reconnect' }),
    () => this.#end(),
    () => this.#open(),
  ]

  underway(): number {
    return this.#managers.streams.underway()
  }

  /** Lands the command at that place in the queue. */
  land(place: number): void {
    this.#managers.streams.land(place)
  }

  /** How many streams in use are pushed no more, although nobody ended their push. */
  async hits(): Promise<number> {
    const { states } = this.#managers.streams
    const streams = await ownedStreams(this.#managers, this.#owner.id)
    return streams.filter(({ name, isInUse }) => isInUse && states.get(name) !== 'active').length
  }

  /** Loses what is left, and tells how many streams that are not in use may still be pushed when all is at rest. */
  async openOldStreams(): Promise<number> {
    const { streams } = this.#managers
    streams.late.clear()
    const states = new Map(streams.states)
    while (streams.underway() > 0) streams.land()
    for (const [name, state] of states) streams.states.set(name, state)
    return openOldStreams(this.#managers, this.#owner.id)
  }

  async #open(): Promise<void> {
    this.#roomId = (await this.#managers.newRoom(this.#owner)).id
    await this.#publish({ deviceId: 'device-a' })
  }

  async #publish(request: { deviceId: string; takeOver?: true; reason?: 'reconnect' }): Promise<void> {
    const { pushUrls, currentStream, streams, deliver } = this.#managers
    await pushUrls.issuePushUrl(this.#owner, this.#roomId, request)
    const name = await currentStream(this.#roomId)
    streams.states.set(name, 'active')
    await deliver({ event_type: 1, stream_id: name, sequence: String(++this.#sequence) })
    await this.#goOn()
  }

  async #end(): Promise<void> {
    await this.#managers.rooms.endRoom(this.#owner, this.#roomId)
    await this.#goOn()
  }

  async #goOn(): Promise<void> {
    await this.#managers.reconciler.tick()
    this.#managers.clock.advance(STEP_MS)
  }
}
