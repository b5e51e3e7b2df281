import { describe, expect, it } from 'vitest'
import { deferred, settle } from '../testing/promises.ts'
import { runMachine } from './machine-runner.ts'

type Step = { state: number; effects: string[] }

/** Counts events; each event is the list of its effects. */
const reduce = (state: number, effects: string[]): Step => ({ state: state + 1, effects })

describe('a machine', () => {
  it('does not play before the stop that was asked first has finished, across events', async () => {
    const done: string[] = []
    const stop = deferred<void>()
    const machine = runMachine({
      initial: 0,
      reduce,
      render: () => {},
      perform: (effect: string) => {
        done.push(effect)
        return effect === 'stop' ? stop.promise : undefined
      },
    })
    machine.dispatch(['stop', 'timer'])
    machine.dispatch(['play'])
    await settle()
    expect(done).toEqual(['stop'])
    stop.resolve()
    await settle()
    expect(done).toEqual(['stop', 'timer', 'play'])
  })

  it('carries out what an effect brings about, after what was waiting', async () => {
    const done: string[] = []
    const machine = runMachine({
      initial: 0,
      reduce,
      render: () => {},
      perform: (effect: string) => {
        done.push(effect)
        if (effect === 'a') machine.dispatch(['c'])
      },
    })
    machine.dispatch(['a', 'b'])
    await settle()
    expect(done).toEqual(['a', 'b', 'c'])
  })

  it('renders changed states only', () => {
    const rendered: number[] = []
    const machine = runMachine({
      initial: 0,
      reduce: (state, event: number) => ({ state: event === 0 ? state : event, effects: [] }),
      perform: () => {},
      render: (state: number) => rendered.push(state),
    })
    machine.dispatch(0)
    machine.dispatch(5)
    expect(rendered).toEqual([5])
  })

  it('is silent once its page has gone, whatever was still waiting', async () => {
    const done: string[] = []
    const rendered: number[] = []
    const stop = deferred<void>()
    const machine = runMachine({
      initial: 0,
      reduce,
      render: (state) => rendered.push(state),
      perform: (effect: string) => {
        done.push(effect)
        return stop.promise
      },
    })
    machine.dispatch(['stop', 'play'])
    machine.dispose()
    stop.resolve()
    machine.dispatch(['late'])
    await settle()
    expect(done).toEqual(['stop'])
    expect(rendered).toEqual([1])
  })
})
