import type { User } from '@kaibo/live-core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Happening, lives } from '../testing/happenings.ts'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { RoomWorld } from '../testing/room-world.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
beforeAll(async () => {
  managers = await openManagers('room-truth')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())

const FIRST: Happening = { type: 'ask', device: 'phone-01', reason: 'start', takeOver: false }

/** A room with a push URL, and its outside; all others are gone: time passes for this one alone. */
async function newWorld(): Promise<RoomWorld> {
  await rowsOf(managers.database, 'truncate rooms, worker_leases cascade')
  const { states, fail, late } = managers.streams
  for (const each of [states, fail, late]) each.clear()
  const world = new RoomWorld(managers, owner, (await managers.newRoom(owner)).id)
  await world.happen(FIRST, async () => {})
  return world
}

/** Lets a life happen and calm down, and looks at every moment of it. No late command may cut a current push. */
async function live(world: RoomWorld, life: readonly Happening[], look: () => Promise<void>): Promise<void> {
  for (const happening of life) {
    const wasPushed = (await world.isPushed()) && (await world.isOpen())
    await world.happen(happening, look)
    if (happening.type === 'land' && wasPushed) expect(await world.isPushed()).toBe(true)
    await look()
  }
  await world.calmDown(180, look)
}

const anyLife = lives(
  { ask: 3, begin: 4, stop: 4, wait: 8, tell: 2, forge: 2, beat: 2, queries: 2, commands: 1, land: 1 },
  24,
)

test('whatever is lost, late, forged or refused: three calm minutes later a room shows the truth, and was never ended falsely', async () => {
  await fc.assert(
    fc.asyncProperty(anyLife, async (life) => {
      const world = await newWorld()
      let wasEnded = false
      await live(world, life, async () => {
        const isEnded = (await world.shown()).status === 'ended'
        if (isEnded && !wasEnded) expect(await world.isPushed()).toBe(false)
        wasEnded = isEnded
        await expectSoundJournal(managers.database, world.roomId)
      })
      const { status, endedAt = '' } = await world.shown()
      // Half an hour after its window had passed a room is over for good.
      if (managers.clock() - Date.parse(endedAt) > managers.rhythm.reopenWithinMs) return
      if (await world.isPushed()) expect(status).toBe('live')
      else expect(status).toBeOneOf(['waiting', 'ended'])
    }),
    { numRuns: 60 },
  )
}, 120_000)

const contested = lives({ ask: 6, begin: 5, stop: 1, commands: 5, land: 4, wait: 5, beat: 1, end: 1 }, 20)

test('in whatever order commands are carried out, none ever hits the current stream of an open room, and every other ends up cut', async () => {
  await fc.assert(
    fc.asyncProperty(contested, async (life) => {
      const world = await newWorld()
      const { states } = managers.streams
      await live(world, life, async () => {
        const current = await managers.currentStream(world.roomId)
        if (await world.isOpen()) expect(states.get(current)).not.toBe('forbidden')
      })
      const given = await world.oldStreams()
      if (!(await world.isOpen())) given.push(await managers.currentStream(world.roomId))
      expect(given.filter((name) => states.get(name) === 'active')).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 120_000)
