import { expect } from 'vitest'
import type { PageBooks } from '../../player/testing/machine-world.ts'
import type { PusherEffect } from '../pusher-effect.ts'
import type { PusherState } from '../pusher-state.ts'

export type Heartbeat = Extract<PusherEffect, { type: 'send-heartbeat' }>

/** The heartbeats of a broadcaster's page, apart from everything else that goes on. */
export class HeartbeatBooks {
  /** Those that were not answered yet, oldest first. */
  readonly open: Heartbeat[] = []
  readonly timers = new Set<number>()
  readonly #books: PageBooks

  constructor(books: PageBooks) {
    this.#books = books
  }

  get newest(): Heartbeat | undefined {
    return this.open[this.open.length - 1]
  }

  /** The effects that are not the heartbeat's own. */
  withoutOwn(effects: readonly PusherEffect[], { beatTimerId }: PusherState): PusherEffect[] {
    if (beatTimerId !== null) this.timers.add(beatTimerId)
    return effects.filter((effect) => {
      const isTimer = effect.type === 'start-timer' || effect.type === 'cancel-timer'
      return effect.type !== 'send-heartbeat' && !(isTimer && this.timers.has(effect.id))
    })
  }

  check({ wish, hidden, connected, beatAskId }: PusherState, component: string): void {
    const due = [...this.#books.timers.keys()].filter((id) => this.timers.has(id)).length
    const chains = due + (beatAskId === null ? 0 : 1)
    if (wish !== 'live' || hidden || !connected) expect(chains, 'no heartbeat that nobody wants').toBe(0)
    else if (component === 'alive') expect(chains, 'one chain of heartbeats').toBe(1)
    else expect(chains, 'never two chains of heartbeats').toBeLessThanOrEqual(1)
  }
}
