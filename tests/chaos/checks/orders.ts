import type { PushFact } from '@kaibo/live-core'
import { foldRoom } from '@kaibo/live-core'
import { ended, facts, started } from '../../../packages/live-core/src/room-status/testing/histories.ts'
import { atLeast, exactly, type Figure, figure, never, type Run } from '../figure.ts'
import { createDice, type Dice } from '../support/dice.ts'
import { permutations } from '../support/permutations.ts'

const RANDOM = 20_000

/** Six events each, with what is true after all of them. */
const HISTORIES: { events: PushFact[]; phase: 'live' | 'interrupted' }[] = [
  {
    events: [started('1', 0), ended('1', 3), started('2', 5), ended('2', 8), started('3', 9), ended('3', 12)],
    phase: 'interrupted',
  },
  {
    events: [started('1', 0), started('2', 4), ended('1', 5), started('3', 7), ended('2', 8), ended('3', 9)],
    phase: 'interrupted',
  },
  {
    events: [
      started('1', 0),
      started('2', 4),
      ended('1', 5),
      started('3', 6),
      ended('2', 7),
      started('4', 7),
    ],
    phase: 'live',
  },
  {
    events: [started('1', 0), ended('1', 0), started('2', 0), ended('2', 0), started('3', 0), ended('3', 0)],
    phase: 'interrupted',
  },
  {
    events: [started('1', 0), ended('1', 1), started('2', 1), ended('2', 1), ended('3', 1), started('4', 1)],
    phase: 'live',
  },
]

/**
 * A room's status is a function of the set of events: every order and any repetition lead to the one that is true.
 * Its teeth are built in: on the same histories the rule "the latest event time wins" has to fail.
 */
export async function orders({ seed }: Run): Promise<Figure> {
  const dice = createDice(seed)
  const statuses = HISTORIES.map(({ events }) => new Set(permutations(events).map(statusOf)).size)
  const wrong = HISTORIES.filter(({ events, phase }) => foldRoom(facts(events)).phase !== phase)

  let mistaken = 0
  let mistakenByLatest = 0
  for (let index = 0; index < RANDOM; index++) {
    const { events, phase } = randomHistory(dice)
    const arrived = dice.shuffled([...events, ...events.filter(() => dice.chance(0.3))])
    if (statusOf(arrived) !== statusOf(events) || foldRoom(facts(arrived)).phase !== phase) mistaken += 1
    if (latestEventTimeWins(arrived) !== phase) mistakenByLatest += 1
  }
  return figure('orders', `${5 * 720} orders of 5 histories, ${RANDOM} random histories`, [
    exactly(
      5,
      'final states of 5 histories',
      statuses.reduce((sum, count) => sum + count, 0),
    ),
    never('wrong of them', wrong.length),
    never('wrong random histories', mistaken),
    atLeast(30, '% wrong by "latest event time wins"', (100 * mistakenByLatest) / RANDOM),
  ])
}

const statusOf = (events: readonly PushFact[]) => JSON.stringify(foldRoom(facts([...events])))

/** Pushes that follow each other or take each other over, in whole seconds; the last one may be still open. */
function randomHistory(dice: Dice): { events: PushFact[]; phase: 'live' | 'interrupted' } {
  const events: PushFact[] = []
  const pushes = 1 + dice.below(6)
  const isOpen = dice.chance(0.6)
  let seconds = 0
  for (let index = 1; index <= pushes; index++) {
    const sequence = `22104645082067569${10 + index}`
    events.push(started(sequence, seconds))
    if (index === pushes && isOpen) break
    const isTakenOver = dice.chance(0.8)
    const next = seconds + 1 + dice.below(4)
    // The end of a push that was taken over is told after the start of the one that took it over.
    events.push(ended(sequence, isTakenOver ? next + dice.below(3) : next - 1))
    seconds = next
  }
  return { events, phase: isOpen ? 'live' : 'interrupted' }
}

/** The tempting rule: of equal times the one that came last. */
function latestEventTimeWins(arrived: readonly PushFact[]): 'live' | 'interrupted' {
  const last = arrived.toSorted((a, b) => a.occurredAtMs - b.occurredAtMs).at(-1)
  return last?.type === 'push.started' ? 'live' : 'interrupted'
}
