/** A subscription message as its reader would see it. */
export interface SentMessage {
  readonly number: number
  readonly atMs: number
  readonly openid: string
  readonly templateId: string
  /** The page that a tap opens. */
  readonly page: string
  readonly fields: Readonly<Record<string, string>>
  readonly state: 'developer' | 'trial' | 'formal'
}

const KEPT = 1_000

/** The last messages, oldest first. */
export class SentMessages {
  readonly #clock: () => number
  readonly #messages: SentMessage[] = []
  #last = 0

  constructor(clock: () => number) {
    this.#clock = clock
  }

  add(message: Omit<SentMessage, 'number' | 'atMs'>): void {
    this.#last += 1
    this.#messages.push({ number: this.#last, atMs: this.#clock(), ...message })
    if (this.#messages.length > KEPT) this.#messages.shift()
  }

  list(): SentMessage[] {
    return [...this.#messages]
  }
}
