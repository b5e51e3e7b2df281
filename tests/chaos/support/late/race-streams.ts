import fc from 'fast-check'
import { KaiboError } from '../../../../apps/api/src/http/kaibo-error.ts'
import { timeout } from '../../../../apps/api/src/testing/fake-streams.ts'
import { type Managers, openManagers } from '../../../../apps/api/src/testing/managers.ts'
import { openOldStreams, ownedStreams } from './owned-streams.ts'

const OPERATIONS = [
  'take over with a',
  'take over with b',
  'reconnect with a',
  'reconcile here',
  'reconcile elsewhere',
  'end',
] as const

/** One race: what happens at once, and how the provider's commands come out. */
type Race = {
  operations: (typeof OPERATIONS)[number][]
  outcomes: IterableIterator<'confirmed' | 'timeout'>
  scheduler: fc.Scheduler
}

/**
 * Devices, reconcilers of two processes and an end, all at once: every command is carried out and answered whenever
 * the scheduler likes. Throws with the schedule that hits a stream in use, or leaves another one open.
 */
export async function raceStreams(
  on: Managers,
  { seed, runs }: { seed: number; runs: number },
): Promise<void> {
  const racing = new RacingStreams(on)
  const { database, clock } = on
  const here = await openManagers(`here-${seed}`, { database, clock, streams: racing.streams })
  const elsewhere = await openManagers(`elsewhere-${seed}`, { database, clock, streams: racing.streams })
  const race: fc.Arbitrary<Race> = fc.record({
    operations: fc.array(fc.constantFrom(...OPERATIONS), { minLength: 3, maxLength: 8 }),
    outcomes: fc.infiniteStream(fc.constantFrom('confirmed', 'timeout')),
    scheduler: fc.scheduler(),
  })
  let races = 0
  await fc.assert(
    fc.asyncProperty(race, async (once) => {
      const owner = await here.newUser(`racer-${races++}`)
      const { id: roomId, streamName } = await here.newRoom(owner)
      await here.pushUrls.issuePushUrl(owner, roomId, { deviceId: 'device-a' })
      await here.deliver({ event_type: 1, stream_id: streamName })
      await racing.run(once, owner.id, (operation) => perform(operation, { here, elsewhere, owner, roomId }))
      return racing.hits === 0 && (await openOldStreams(here, owner.id)) === 0
    }),
    { numRuns: runs, seed },
  )
}

type Scene = {
  here: Managers
  elsewhere: Managers
  owner: Awaited<ReturnType<Managers['newUser']>>
  roomId: string
}

async function perform(operation: Race['operations'][number], { here, elsewhere, owner, roomId }: Scene) {
  switch (operation) {
    case 'take over with a':
      return here.pushUrls.issuePushUrl(owner, roomId, { deviceId: 'device-a', takeOver: true })
    case 'take over with b':
      return elsewhere.pushUrls.issuePushUrl(owner, roomId, { deviceId: 'device-b', takeOver: true })
    case 'reconnect with a':
      return here.pushUrls.issuePushUrl(owner, roomId, { deviceId: 'device-a', reason: 'reconnect' })
    case 'reconcile here':
      return here.reconciler.tick()
    case 'reconcile elsewhere':
      return elsewhere.reconciler.tick()
    case 'end':
      return here.rooms.endRoom(owner, roomId)
  }
}

/** The provider's streams, whose commands wait for the race's scheduler. */
class RacingStreams {
  readonly streams: Managers['streams']
  readonly #on: Managers
  #race: Race | undefined
  #ownerId = ''
  hits = 0

  constructor(on: Managers) {
    const { control } = on.streams
    this.#on = on
    this.streams = {
      ...on.streams,
      control: {
        ...control,
        forbidStream: (name, input) => this.#late(`forbid ${name}`, () => this.#forbid(name, input)),
        dropStream: (name) => this.#late(`drop ${name}`, () => control.dropStream(name)),
      },
    }
  }

  async run(
    race: Race,
    ownerId: string,
    perform: (operation: Race['operations'][number]) => Promise<unknown>,
  ) {
    this.#race = race
    this.#ownerId = ownerId
    const { scheduler, operations } = race
    const started = operations.map(async (operation) => {
      await scheduler.schedule(Promise.resolve(), operation)
      await perform(operation).catch(refusalIsFine)
    })
    await scheduler.waitFor(Promise.all(started))
    this.#race = undefined
  }

  async #late(label: string, carryOut: () => Promise<void>): Promise<void> {
    const race = this.#race
    await race?.scheduler.schedule(Promise.resolve(), label)
    await carryOut()
    await race?.scheduler.schedule(Promise.resolve(), `answer to ${label}`)
    if (race?.outcomes.next().value === 'timeout') throw timeout
  }

  /** A stream that was replaced is never current again: looking after the command is soon enough. */
  async #forbid(
    name: string,
    input: Parameters<Managers['streams']['control']['forbidStream']>[1],
  ): Promise<void> {
    await this.#on.streams.control.forbidStream(name, input)
    const streams = await ownedStreams(this.#on, this.#ownerId)
    if (streams.some((stream) => stream.name === name && stream.isInUse)) this.hits += 1
  }
}

/** A room that has ended gives no URL, which is as it should be. */
function refusalIsFine(error: unknown): void {
  if (!(error instanceof KaiboError)) throw error
}
