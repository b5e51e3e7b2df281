import { createWriteStream, type WriteStream } from 'node:fs'

/** Enough for a start with everything logged; a service that says more before it is ready loses the middle. */
const MAX_HELD_BYTES = 1024 * 1024
const SENTENCE_LINES = 20

/**
 * What a service prints. It is held in memory until `open`, because a launcher that fails (another one runs in
 * the same folder) must not empty the other one's log files.
 */
export class ServiceLog {
  readonly #held: Buffer[] = []
  #heldBytes = 0
  #errors = ''
  #file: WriteStream | undefined

  /** Takes a chunk; what came through stderr is also kept for `sentence`. */
  write(chunk: Buffer, from: 'stdout' | 'stderr'): void {
    if (from === 'stderr') this.#errors = `${this.#errors}${chunk.toString()}`.slice(-8_192)
    if (this.#file !== undefined) {
      this.#file.write(chunk)
    } else if (this.#heldBytes < MAX_HELD_BYTES) {
      this.#held.push(chunk)
      this.#heldBytes += chunk.length
    }
  }

  /** Empties the file and writes to it from now on, what was held first. */
  open(file: string): void {
    this.#file = createWriteStream(file, { mode: 0o600 })
    // A full disk must not end the launcher: the services go on without a log.
    this.#file.on('error', () => undefined)
    for (const chunk of this.#held.splice(0)) this.#file.write(chunk)
  }

  /** The last lines of stderr: how a service that could not start says why. */
  sentence(): string {
    return this.#errors.trimEnd().split('\n').slice(-SENTENCE_LINES).join('\n')
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#file === undefined || this.#file.destroyed) resolve()
      else this.#file.end(() => resolve())
    })
  }
}
