import {
  foldRoom,
  type RoomFacts,
  type RoomFold,
  type RoomStopFact,
  type TimelineEventType,
} from '@kaibo/live-core'
import type { ExplainedPushFact } from '../stream/push-fact-store.ts'
import type { MadeBecause } from '../stream/stream-store.ts'
import { endedWords, replacedWords, words } from './timeline-words.ts'

type Words = { zh: string; en: string }

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
    ...facts.streams.flatMap((stream) => [
      streamStep(stream, madeBecause.get(stream.generation) ?? 'opened'),
      ...stream.pushes.map((push) => pushStep(stream.generation, push, explainEnd)),
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
    known = step.grow(known)
    const after = known.streams.length === 0 ? fold : foldRoom(known)
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
  generation: number,
  push: ExplainedPushFact,
  explainEnd: TimelineInput['explainEnd'],
): Step {
  const { type, proven, endCode, endSubCode } = push
  return {
    atMs: push.receivedAtMs,
    grow: (facts) =>
      withStream(facts, generation, (stream) => ({ ...stream, pushes: [...stream.pushes, push] })),
    tell(before, after) {
      if (type === 'push.started') return { type, text: proven ? words.started : words.claimed }
      // A claim about a push that nobody knows changed nothing, and would only worry its reader.
      if (!proven && before.phase === after.phase) return undefined
      return { type, text: words.ended(explainEnd(endCode, endSubCode)) }
    },
  }
}

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
