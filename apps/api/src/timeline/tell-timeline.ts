import {
  foldRoom,
  type PushFact,
  type RoomFacts,
  type RoomFold,
  type RoomStopFact,
  type TimelineEventType,
} from '@kaibo/live-core'
import type { ExplainedPushFact } from '../stream/push-fact-store.ts'
import type { MadeBecause } from '../stream/stream-store.ts'
import type { Words } from '../words.ts'
import { endedWords, replacedWords, words } from './timeline-words.ts'

/** What happened once, when it was heard, and how the facts grew by it. */
type Step = {
  atMs: number
  grow: (facts: RoomFacts) => RoomFacts
  tell: (before: RoomFold, after: RoomFold) => Told | undefined
}
type Told = { type: TimelineEventType; text: Words }

/** One line of the timeline; the phase is the room's from then on. */
export type TimelineEntry = Told & { atMs: number; phase: RoomFold['phase'] }

export type TimelineInput = {
  facts: RoomFacts
  createdAtMs: number
  madeBecause: ReadonlyMap<number, MadeBecause>
  explainEnd: (code: number | undefined, subCode: number | undefined) => Words
}

/**
 * Tells a room's facts as what happened, oldest first: the facts are taken in the order in which they were heard, and
 * folded after each. An answer of the provider is told only where it changed something.
 */
export function tellTimeline({
  facts,
  createdAtMs,
  madeBecause,
  explainEnd,
}: TimelineInput): TimelineEntry[] {
  const steps = [
    // The oldest stream first: a push and the stream that was made because of it come in the same millisecond.
    ...facts.streams
      .toSorted((a, b) => a.generation - b.generation)
      .flatMap((stream) => [
        streamStep(stream, madeBecause.get(stream.generation) ?? 'opened'),
        ...stream.pushes.map((push) => pushStep(stream, push, explainEnd)),
        ...stream.observations.map((observation) => observationStep(stream.generation, observation)),
      ]),
    ...facts.stops.map(stopStep),
  ].sort((a, b) => a.atMs - b.atMs)

  let known: RoomFacts = { ...facts, streams: [], stops: [] }
  let fold: RoomFold = { phase: 'unstarted' }
  const entries: TimelineEntry[] = [
    { atMs: createdAtMs, type: 'room.created', text: words.created, phase: 'unstarted' },
  ]
  for (const step of steps) {
    const grown = step.grow(known)
    const after = grown === known || grown.streams.length === 0 ? fold : foldRoom(grown)
    known = grown
    const told = step.tell(fold, after)
    if (told) entries.push({ ...told, atMs: step.atMs, phase: after.phase })
    fold = after
  }
  return entries
}

function streamStep(stream: RoomFacts['streams'][number], because: MadeBecause): Step {
  return {
    atMs: stream.createdAtMs,
    grow: (facts) => ({ ...facts, streams: [...facts.streams, { ...stream, pushes: [], observations: [] }] }),
    tell: () =>
      because === 'opened' ? undefined : { type: 'stream.replaced', text: replacedWords[because] },
  }
}

function pushStep(
  { generation, pushes }: Stream,
  push: ExplainedPushFact,
  explainEnd: TimelineInput['explainEnd'],
): Step {
  const { type, proven, endCode, endSubCode } = push
  return {
    atMs: push.receivedAtMs,
    grow: (facts) =>
      counts(push, pushes)
        ? withStream(facts, generation, (stream) => ({ ...stream, pushes: [...stream.pushes, push] }))
        : facts,
    tell(before, after) {
      // A claim that changes nothing, nor could, would only worry its reader, and crowd out what did.
      const isIdle = type === 'push.started' ? isSettled(before) : before.phase === after.phase
      if (!proven && isIdle) return undefined
      if (type === 'push.started') return { type, text: proven ? words.started : words.claimed }
      return { type, text: words.ended(explainEnd(endCode, endSubCode)) }
    },
  }
}

/**
 * Whether a fact can change the fold: where our token comes back, a claim about a push that no proof began cannot. A
 * forger may have made thousands of them, and each would be folded with all others.
 */
function counts({ proven, sequence }: PushFact, pushes: readonly PushFact[]): boolean {
  if (proven || !pushes.some((fact) => fact.proven)) return true
  return pushes.some((fact) => fact.proven && fact.type === 'push.started' && fact.sequence === sequence)
}

/** A claimed start cannot make a room live that is, nor bring back one that has ended. */
const isSettled = ({ phase }: RoomFold): boolean => phase === 'live' || phase === 'ended'

function observationStep(
  generation: number,
  observation: RoomFacts['streams'][number]['observations'][number],
): Step {
  return {
    atMs: observation.observedAtMs,
    grow: (facts) =>
      withStream(facts, generation, (stream) => ({
        ...stream,
        observations: [...stream.observations, observation],
      })),
    tell: (before, after) =>
      before.phase === after.phase
        ? undefined
        : { type: 'repaired', text: after.phase === 'live' ? words.found : words.lost },
  }
}

function stopStep(stop: RoomStopFact): Step {
  return {
    atMs: stop.atMs,
    grow: (facts) => ({ ...facts, stops: [...facts.stops, stop] }),
    tell: () =>
      stop.type === 'stopped'
        ? { type: 'room.ended', text: endedWords[stop.reason] }
        : { type: 'room.reopened', text: words.reopened },
  }
}

type Stream = RoomFacts['streams'][number]

/** An answer about a stream is heard after the stream was made; of one made in the same millisecond, too. */
function withStream(facts: RoomFacts, generation: number, change: (stream: Stream) => Stream): RoomFacts {
  return {
    ...facts,
    streams: facts.streams.map((stream) => (stream.generation === generation ? change(stream) : stream)),
  }
}
