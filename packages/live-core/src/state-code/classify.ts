import { PLAYER_CODES, type PlayerCodeEntry } from './player-codes.ts'
import { PUSHER_CODES, type PusherCodeEntry } from './pusher-codes.ts'
import { PUSHER_ERROR_CODES, type PusherErrorCodeEntry } from './pusher-error-codes.ts'
import type { StateCodeEntry, StateCodeSeverity } from './state-code-entry.ts'

/** A code found in its table. `severity` and `reaction` repeat the entry's, so both outcomes can be read alike. */
export interface KnownStateCode<Entry extends StateCodeEntry<string>> {
  readonly known: true
  readonly entry: Entry
  readonly severity: Entry['severity']
  readonly reaction: Entry['reaction']
}

/** Anything else, as it came: worth a log line, never a reason to stop. */
export interface UnknownStateCode {
  readonly known: false
  readonly code: unknown
  readonly severity: 'info'
  readonly reaction: 'log'
}

export type StateCodeClassification<Entry extends StateCodeEntry<string>> =
  | KnownStateCode<Entry>
  | UnknownStateCode

type Entries<Entry> = ReadonlyMap<unknown, Entry>
type FatalEntry<Entry> = Extract<Entry, { readonly severity: 'fatal' }>

/** A code after which a push stays down until it is started again. */
export type FatalPusherCode = FatalEntry<PusherCodeEntry>['code']
/** A code after which playback stays down until it is started again. */
export type FatalPlayerCode = FatalEntry<PlayerCodeEntry>['code']

// The marks let a bundler drop the lookups of a component that the client does not use.
const pusherEntries = /* @__PURE__ */ byCode<PusherCodeEntry>(PUSHER_CODES)
const pusherErrorEntries = /* @__PURE__ */ byCode<PusherErrorCodeEntry>(PUSHER_ERROR_CODES)
const playerEntries = /* @__PURE__ */ byCode<PlayerCodeEntry>(PLAYER_CODES)

/**
 * Looks up `event.detail.code` of `<live-pusher>`'s `statechange`, by exact value: clients raise codes that no page
 * lists, next to known ones and with harmless meanings, so a range says nothing. Takes anything, never throws.
 */
export function classifyPusherCode(code: unknown): StateCodeClassification<PusherCodeEntry> {
  return classify(pusherEntries, code)
}

/** Looks up `event.detail.errCode` of `<live-pusher>`'s `error`, as `classifyPusherCode` does. */
export function classifyPusherErrorCode(errCode: unknown): StateCodeClassification<PusherErrorCodeEntry> {
  return classify(pusherErrorEntries, errCode)
}

/** Looks up `event.detail.code` of `<live-player>`'s `statechange`, as `classifyPusherCode` does. */
export function classifyPlayerCode(code: unknown): StateCodeClassification<PlayerCodeEntry> {
  return classify(playerEntries, code)
}

/** Whether the push stays down until it is started again. Never true for an unknown code. */
export function isFatalPusherCode(code: unknown): code is FatalPusherCode {
  return hasSeverity(pusherEntries, code, 'fatal')
}

/** Whether playback stays down until it is started again. Never true for an unknown code. */
export function isFatalPlayerCode(code: unknown): code is FatalPlayerCode {
  return hasSeverity(playerEntries, code, 'fatal')
}

function byCode<Entry extends StateCodeEntry<string>>(table: readonly Entry[]): Entries<Entry> {
  return new Map<unknown, Entry>(table.map((entry) => [entry.code, entry]))
}

function classify<Entry extends StateCodeEntry<string>>(
  entries: Entries<Entry>,
  code: unknown,
): StateCodeClassification<Entry> {
  const entry = entries.get(code)
  return entry === undefined
    ? { known: false, code, severity: 'info', reaction: 'log' }
    : { known: true, entry, severity: entry.severity, reaction: entry.reaction }
}

function hasSeverity(
  entries: Entries<StateCodeEntry<string>>,
  code: unknown,
  severity: StateCodeSeverity,
): boolean {
  return entries.get(code)?.severity === severity
}
