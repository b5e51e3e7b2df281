/** One event's way through a machine: the state so far, and the effects so far in the order to carry them out. */
export interface Turn<State, Effect, Options> {
  readonly state: State
  readonly effects: readonly Effect[]
  readonly options: Options
}

export function change<State, Effect, Options>(
  turn: Turn<State, Effect, Options>,
  patch: Partial<NoInfer<State>>,
): Turn<State, Effect, Options> {
  return { ...turn, state: { ...turn.state, ...patch } }
}

export function emit<State, Effect, Options>(
  turn: Turn<State, Effect, Options>,
  ...effects: NoInfer<Effect>[]
): Turn<State, Effect, Options> {
  return { ...turn, effects: [...turn.effects, ...effects] }
}

/** A delay of [minMs, maxMs), spread so that a crowd does not act in one millisecond. */
export const spreadMs = (minMs: number, maxMs: number, random: () => number): number =>
  minMs + Math.floor(random() * (maxMs - minMs))
