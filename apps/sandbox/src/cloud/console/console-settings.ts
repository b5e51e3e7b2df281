import type { ConsoleFaults } from '../../control/console-faults.ts'

/** What the live console is set to, as far as it can be asked for. */
export interface ConsoleSettings {
  readonly appName: string
  readonly pushDomain: string
  readonly playDomain: string
  /** Primary and backup key. */
  readonly pushKeys: readonly string[]
  readonly playKeys: readonly string[]
  readonly callbackKey: string
  /** Where callbacks go; without one there is no template. */
  readonly callbackUrl: () => string | null
  /** What is said instead. */
  readonly faults: () => ConsoleFaults
}
