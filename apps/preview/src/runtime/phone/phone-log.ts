import { maskData, maskText } from './mask.ts'

/** One `wx.request`, without its secrets. */
export interface CallEntry {
  readonly kind: 'call'
  readonly at: number
  readonly method: string
  readonly path: string
  /** HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly milliseconds: number
  /** `errMsg` when there was no answer, else the API's error code when it gave one. */
  readonly error?: string
}

/** One state code that a media tag sent to its page. */
export interface CodeEntry {
  readonly kind: 'code'
  readonly at: number
  readonly source: 'player' | 'pusher'
  readonly code: number
  readonly message: string
}

/** A room's status as an answer of the API told it, when it differs from what this phone knew. */
export interface RoomEntry {
  readonly kind: 'room'
  readonly at: number
  readonly roomId: string
  readonly title: string
  readonly from: string | undefined
  readonly to: string
}

type TextKind = 'error' | 'warning' | 'page' | 'phone'
export type TextEntry = {
  [Kind in TextKind]: { readonly kind: Kind; readonly at: number; readonly text: string }
}[TextKind]

export type LogEntry = CallEntry | CodeEntry | RoomEntry | TextEntry
type Unstamped<Entry> = Entry extends LogEntry ? Omit<Entry, 'at'> : never

const KEPT = 1000

/** Everything worth telling that happened in this phone: for tests in `window.__preview`, for people in the panel. */
export class PhoneLog {
  readonly entries: LogEntry[] = []
  readonly #statuses = new Map<string, string>()
  readonly #publish: (entry: LogEntry) => void

  constructor(publish: (entry: LogEntry) => void) {
    this.#publish = publish
  }

  add(entry: Unstamped<LogEntry>): void {
    const stamped = { ...(maskData(entry) as Unstamped<LogEntry>), at: Date.now() } as LogEntry
    this.entries.push(stamped)
    if (this.entries.length > KEPT) this.entries.shift()
    this.#publish(stamped)
  }

  text(kind: TextEntry['kind'], text: string): void {
    // A list gives the same warning for each of its rows.
    if (kind === 'warning' && this.of('warning').some((entry) => entry.text === text)) return
    this.add({ kind, text: maskText(text) })
  }

  of<Kind extends LogEntry['kind']>(kind: Kind): Extract<LogEntry, { kind: Kind }>[] {
    return this.entries.filter((entry): entry is Extract<LogEntry, { kind: Kind }> => entry.kind === kind)
  }

  /** Looks for rooms anywhere in an answer. */
  noteRooms(answer: unknown): void {
    if (answer === null || typeof answer !== 'object') return
    const { id, status, version, title } = answer as Record<string, unknown>
    if (typeof id === 'string' && typeof status === 'string' && typeof version === 'number') {
      const from = this.#statuses.get(id)
      if (from !== status)
        this.add({ kind: 'room', roomId: id, title: String(title ?? ''), from, to: status })
      this.#statuses.set(id, status)
    }
    for (const value of Object.values(answer)) this.noteRooms(value)
  }
}
