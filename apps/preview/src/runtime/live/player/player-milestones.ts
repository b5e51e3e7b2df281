/** Steps of a connection on its way to a picture, in the order in which a phone reports them. */
const STEPS = [
  { step: 'connected', code: 2001, implied: true },
  { step: 'begun', code: 2002, implied: true },
  { step: 'resolution', code: 2009, implied: false },
  { step: 'packet', code: 2003, implied: true },
  { step: 'playing', code: 2004, implied: true },
  { step: 'frame', code: 2032, implied: false },
] as const

export type PlayerStep = (typeof STEPS)[number]['step']

/**
 * Raises each step's code once. A browser may learn of a later step first (a frame is composed before `playing` is
 * dispatched), so a step also raises what it implies; a resolution is never made up.
 */
export class PlayerMilestones {
  readonly #raise: (code: number) => void
  #at = 0

  constructor(raise: (code: number) => void) {
    this.#raise = raise
  }

  reach(step: PlayerStep): void {
    const index = STEPS.findIndex((candidate) => candidate.step === step)
    for (const { code, implied } of STEPS.slice(this.#at, index)) if (implied) this.#raise(code)
    if (index < this.#at) return
    this.#raise(STEPS[index]?.code ?? 0)
    this.#at = index + 1
  }

  has(step: PlayerStep): boolean {
    return STEPS.findIndex((candidate) => candidate.step === step) < this.#at
  }
}
