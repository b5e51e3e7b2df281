import { CLOUD_ACTIONS, type CloudActionName } from './cloud-action-name.ts'

/** How many calls there were; what is neither refused nor failed was carried out, or still waits. */
export interface CallCount {
  readonly calls: number
  /** Answered with an error that the caller brought about: signature, parameters, too often. */
  readonly refused: number
  /** Broken by a fault on demand before anything was carried out. */
  readonly failed: number
}

/** `other`: calls that name none of the actions. */
export type CallCounts = Readonly<Record<CloudActionName | 'other', CallCount>>

/** Counts the calls of the cloud API per action since the sandbox started. */
export class CallCounter {
  readonly #counts = new Map<CloudActionName | 'other', CallCount>()

  add(action: CloudActionName | null, what: keyof CallCount): void {
    const key = action ?? 'other'
    const count = this.#of(key)
    this.#counts.set(key, { ...count, [what]: count[what] + 1 })
  }

  counts(): CallCounts {
    const entries = [...CLOUD_ACTIONS, 'other' as const].map((name) => [name, this.#of(name)])
    // `fromEntries` forgets that every name is there.
    return Object.fromEntries(entries) as CallCounts
  }

  #of(key: CloudActionName | 'other'): CallCount {
    return this.#counts.get(key) ?? { calls: 0, refused: 0, failed: 0 }
  }
}
