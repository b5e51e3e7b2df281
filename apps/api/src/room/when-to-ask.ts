import { currentStream, type RoomFacts, type RoomFold } from '@kaibo/live-core'
import type { Rhythm } from '../config/rhythm.ts'

/** Push URLs of the current stream: when the last was issued, and when the last expires. */
export type IssuedUrls = { issuedAtMs: number; expireAtMs: number }

export type AskInput = {
  fold: RoomFold
  facts: RoomFacts
  urls: IssuedUrls | undefined
  /** When the provider was asked last, whether it answered or not. */
  checkedAtMs: number | undefined
  /** Since when something is in doubt that only the provider's answer can settle. */
  doubtedAtMs: number | undefined
}

/** A waiting room is asked about as often as a live one for this long after its push URL was issued, then at a fifth. */
const EXPECTANT_MS = 10 * 60_000

/**
 * When the provider has to be asked about a room next, in milliseconds since the epoch; undefined when its answer
 * could change nothing. Facts grow stale in every phase: a start can be lost as well as an end.
 */
export function whenToAsk(input: AskInput, rhythm: Rhythm): number | undefined {
  const { checkedAtMs = Number.NEGATIVE_INFINITY, doubtedAtMs } = input
  // An answer settles every doubt from before its question, so one that is still there was not answered.
  if (doubtedAtMs !== undefined && doubtedAtMs <= checkedAtMs) return checkedAtMs + rhythm.askRetryMs
  const byFacts = dueByFacts(input, rhythm)
  const byDoubt =
    doubtedAtMs === undefined
      ? undefined
      : Math.max(doubtedAtMs + rhythm.askAfterEndMs, checkedAtMs + rhythm.doubtSpacingMs)
  const due = earliest(byFacts, byDoubt)
  return due === undefined ? undefined : Math.max(due, checkedAtMs + rhythm.askSpacingMs)
}

function dueByFacts({ fold, facts, urls }: AskInput, rhythm: Rhythm): number | undefined {
  switch (fold.phase) {
    case 'live':
      return whenLive(facts, rhythm)
    case 'interrupted':
      return whenInterrupted(facts, fold, rhythm)
    case 'unstarted':
      return urls && whenAwaited(facts, urls, rhythm)
    case 'ended':
      return whenEnded(facts, fold, { urls, rhythm })
  }
}

/**
 * A first silence is asked about again as soon as a second one could confirm it. A claim is no sign of life: whoever
 * made them one after another could put the question off for ever.
 */
function whenLive(facts: RoomFacts, { staleMs, silenceConfirmationMs }: Rhythm): number {
  const last = lastAnswer(facts)
  const heardAtMs = Math.max(
    last?.observedAtMs ?? currentStream(facts).createdAtMs,
    ...currentStream(facts)
      .pushes.filter(({ proven }) => proven)
      .map(({ receivedAtMs }) => receivedAtMs),
  )
  const isSilent = last !== undefined && last.state !== 'active' && last.observedAtMs === heardAtMs
  return heardAtMs + (isSilent ? silenceConfirmationMs : staleMs)
}

/** Soon after the end, since it may be false; then as often as answers confirm each other; and when the window passes. */
function whenInterrupted(
  facts: RoomFacts,
  { untilMs = 0 }: RoomFold,
  { askAfterEndMs, silenceConfirmationMs }: Rhythm,
): number {
  const sinceMs = untilMs - facts.times.reconnectWindowMs
  const last = lastAnswer(facts)
  if (last === undefined || last.observedAtMs <= sinceMs) return sinceMs + askAfterEndMs
  const next = last.observedAtMs + silenceConfirmationMs
  return last.observedAtMs < untilMs ? Math.min(next, untilMs) : next
}

/**
 * Nobody can push before a URL was issued, nor begin to after the last one expired; a push of its last moment goes on,
 * so the last question comes then.
 */
function whenAwaited(
  facts: RoomFacts,
  { issuedAtMs, expireAtMs }: IssuedUrls,
  { staleMs, askAfterEndMs }: Rhythm,
): number | undefined {
  const sinceMs = Math.max(issuedAtMs, lastAnswer(facts)?.observedAtMs ?? 0)
  if (sinceMs >= expireAtMs) return undefined
  const due = sinceMs + (sinceMs - issuedAtMs < EXPECTANT_MS ? staleMs : 5 * staleMs)
  return Math.min(due, expireAtMs + askAfterEndMs)
}

/**
 * A room that its window ended may come back without a word of it. One that a person ended is asked about until the
 * provider confirms that nobody pushes any more.
 */
function whenEnded(
  facts: RoomFacts,
  { endedAtMs = 0, endReason }: RoomFold,
  { urls, rhythm }: { urls: IssuedUrls | undefined; rhythm: Rhythm },
): number | undefined {
  const last = lastAnswer(facts)
  const sinceMs = Math.max(endedAtMs, last?.observedAtMs ?? 0)
  if (endReason === 'window') {
    const due = sinceMs + rhythm.staleMs
    return due <= endedAtMs + rhythm.reopenWithinMs ? due : undefined
  }
  const isOver = last !== undefined && last.observedAtMs > endedAtMs && last.state !== 'active'
  if (isOver || urls === undefined) return undefined
  const due = sinceMs + rhythm.silenceConfirmationMs
  return due <= urls.expireAtMs ? due : undefined
}

function lastAnswer(facts: RoomFacts): RoomFacts['streams'][number]['observations'][number] | undefined {
  return [...currentStream(facts).observations].sort((a, b) => b.observedAtMs - a.observedAtMs)[0]
}

const earliest = (...times: (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}
