type Step<State, Effect> = { readonly state: State; readonly effects: readonly Effect[] }

type Options<State, Event, Effect> = {
  initial: State
  reduce: (state: State, event: Event) => Step<State, Effect>
  /** Carries out one effect. A promise holds back the effects after it. */
  perform: (effect: Effect) => void | Promise<void>
  render: (state: State) => void
}

export type MachineRunner<Event> = {
  dispatch(event: Event): void
  /** Nothing is reduced, rendered or carried out any more. */
  dispose(): void
}

/**
 * Runs one of live-core's pure machines: events are reduced at once and in order, effects are carried out one after
 * the other, across events. A `play` must not overtake the `stop` before it.
 */
export function runMachine<State, Event, Effect>({
  initial,
  reduce,
  perform,
  render,
}: Options<State, Event, Effect>): MachineRunner<Event> {
  let state = initial
  let disposed = false
  let working = false
  const queue: Effect[] = []

  const work = async (): Promise<void> => {
    if (working) return
    working = true
    for (let effect = queue.shift(); effect !== undefined && !disposed; effect = queue.shift()) {
      const pending = perform(effect)
      if (pending !== undefined) await pending
    }
    working = false
  }

  return {
    dispatch(event) {
      if (disposed) return
      const step = reduce(state, event)
      const changed = step.state !== state
      state = step.state
      queue.push(...step.effects)
      if (changed) render(state)
      void work()
    },
    dispose() {
      disposed = true
      queue.length = 0
    },
  }
}
