import { type Faults, faultsSchema } from './faults.ts'

/** The faults in force now. */
export class FaultSwitch {
  #faults: Faults = {}

  get current(): Faults {
    return this.#faults
  }

  /** @throws ZodError that names the field */
  set(faults: Faults): void {
    this.#faults = faultsSchema.parse(faults)
  }

  clear(): void {
    this.#faults = {}
  }

  /** Uses up one of `callbacks.dropNext`. Returns whether there was one left. */
  takeDrop(kind: 'start' | 'end'): boolean {
    const { callbacks } = this.#faults
    const left = callbacks?.dropNext?.[kind] ?? 0
    if (left === 0) return false
    const dropNext = { ...callbacks?.dropNext, [kind]: left - 1 }
    this.#faults = { ...this.#faults, callbacks: { ...callbacks, dropNext } }
    return true
  }
}
