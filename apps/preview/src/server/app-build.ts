import { EventEmitter } from 'node:events'
import { type FSWatcher, watch } from 'node:fs'
import { compileMiniProgram } from '../compile/compile.ts'
import { CompileError } from '../compile/compile-error.ts'

/** A build writes many files: wait until it has been quiet for so long. */
const QUIET_MS = 120

/** The compiled mini-program as the phones get it; `changed` after every new compilation. */
export class AppBuild extends EventEmitter<{ changed: [] }> {
  #code = ''
  #watcher: FSWatcher | undefined
  #timer: NodeJS.Timeout | undefined
  readonly #folder: string

  constructor(folder: string) {
    super()
    this.#folder = folder
  }

  get code(): string {
    return this.#code
  }

  /** @throws CompileError */
  async compile(): Promise<void> {
    this.#code = (await compileMiniProgram(this.#folder)).code
  }

  /** From now on compiles again when a file changes; a failure is shown on the phones instead of thrown. */
  watch(): void {
    this.#watcher = watch(this.#folder, { recursive: true }, () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#recompile(), QUIET_MS)
    })
    // The folder itself may go for a moment while the mini-program is built anew.
    this.#watcher.on('error', () => {})
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#watcher?.close()
  }

  async #recompile(): Promise<void> {
    try {
      await this.compile()
    } catch (error) {
      if (!(error instanceof CompileError)) throw error
      this.#code = problemScript(error)
    }
    this.emit('changed')
  }
}

/** A script that shows the problems where the mini-program would have been. */
export function problemScript({ message }: CompileError): string {
  return `{
  const place = document.createElement('pre')
  place.id = 'compile-problems'
  place.style.cssText = 'position:absolute;inset:60px 12px 44px;margin:0;overflow:auto;font:12px/1.6 ui-monospace,monospace;color:#b3261e;white-space:pre-wrap;user-select:text'
  place.textContent = ${JSON.stringify(message)}
  document.getElementById('pages').append(place)
}
`
}
