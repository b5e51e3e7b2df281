import { openManagers } from '../../../apps/api/src/testing/managers.ts'
import { exactly, type Figure, figure, never, type Run } from '../figure.ts'
import { createDice } from '../support/dice.ts'
import { allLandings, type Landing } from '../support/late/landings.ts'
import { raceStreams } from '../support/late/race-streams.ts'
import { StreamStory } from '../support/late/stream-story.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'

const SIZES = { short: { landings: 40, races: 20 }, full: { landings: Number.POSITIVE_INFINITY, races: 300 } }
/** The steps of the story after which a command is on its way: two take-overs, a drop with its forbid, an end. */
const SENT_IN = [1, 2, 3, 3, 4]
const GAPS = 6

/**
 * A command that cuts somebody off may reach the provider long after it was given up. Whenever it does, it hits a
 * stream that nobody uses any more: never the one that took its place, never that of another room.
 */
export async function lateForbid({ size, seed }: Run): Promise<Figure> {
  const sizes = SIZES[size]
  const landings = createDice(seed).shuffled(allLandings(SENT_IN, GAPS)).slice(0, sizes.landings)
  const managers = await openManagers(`chaos-${seed}`)
  try {
    let hits = 0
    let open = 0
    let sent = 0
    for (const [index, landing] of landings.entries()) {
      const story = new StreamStory(managers, await managers.newUser(`owner-${index}`))
      const told = await tell(story, landing)
      hits += told.hits
      sent += told.sent
      open += await story.openOldStreams()
    }
    await raceStreams(managers, { seed, runs: sizes.races })
    return figure(
      'late forbid',
      `${landings.length} orders of ${SENT_IN.length} late commands, ${sizes.races} races`,
      [
        never('streams in use that were hit', hits),
        never('old streams open in the end', open),
        exactly(landings.length * SENT_IN.length, 'commands that were late', sent),
        never(
          'rooms that are not their fold',
          (await unsoundRooms(managers.database, managers.rhythm)).length,
        ),
      ],
    )
  } finally {
    await managers.database.close()
  }
}

async function tell(story: StreamStory, { delays, newestFirst }: Landing) {
  const pending: { landsIn: number }[] = []
  let hits = 0
  let sent = 0
  for (const [gap, step] of story.steps.entries()) {
    await step()
    while (pending.length < story.underway()) pending.push({ landsIn: gap + (delays[sent++] ?? 0) })
    const due = pending.filter(({ landsIn }) => landsIn === gap)
    for (const command of newestFirst ? due.toReversed() : due) {
      const place = pending.indexOf(command)
      pending.splice(place, 1)
      story.land(place)
      hits += await story.hits()
    }
  }
  return { hits, sent }
}
