import type { Installation } from './installation.ts'

/** One thing that somebody did wrong, and the code under which the doctor has to name it. */
export type Misconfiguration = {
  what: string
  code: string
  /** Makes it wrong; `reset` of the installation takes it back. */
  inject(installation: Installation): void | Promise<void>
}

/** Sets variables; undefined takes one away. */
export const setting =
  (changes: NodeJS.ProcessEnv) =>
  ({ environment }: Installation): void => {
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) delete environment[name]
      else environment[name] = value
    }
  }
