import type { Managers } from './managers.ts'
import { rowsOf } from './test-store.ts'

type Passing = Pick<Managers, 'database' | 'clock' | 'sweeper' | 'reconciler'>

/** The sweeper and the reconciler look once a second; what is due between is done at the next whole one. */
const TICK_MS = 1_000

/**
 * Lets time pass while the sweeper and the reconciler go on, as they do every second; seconds in which nothing is due
 * are passed over. `eachTick` sees every moment at which something was.
 */
export async function passTime(
  managers: Passing,
  ms: number,
  eachTick: () => Promise<void> | void = () => {},
): Promise<void> {
  const { clock } = managers
  const endMs = clock() + ms
  for (;;) {
    const dueMs = await nextDue(managers)
    const tickMs = Math.max(clock() + TICK_MS, Math.ceil(dueMs / TICK_MS) * TICK_MS)
    if (tickMs > endMs) break
    clock.set(tickMs)
    await tick(managers)
    await eachTick()
  }
  clock.set(endMs)
}

/** The streams that the provider is asked about while time passes, each as often as it is. */
export async function askedWithin(
  managers: Passing & Pick<Managers, 'streams'>,
  ms: number,
): Promise<string[]> {
  const before = managers.streams.asked().length
  await passTime(managers, ms)
  return managers.streams.asked().slice(before)
}

/** One look at what is due. */
export async function tick({ sweeper, reconciler }: Pick<Passing, 'sweeper' | 'reconciler'>): Promise<void> {
  await sweeper.tick()
  await reconciler.tick()
}

async function nextDue({ database }: Pick<Passing, 'database'>): Promise<number> {
  const [row] = await rowsOf<{ due: Date | null }>(
    database,
    'select least((select min(check_at) from rooms), (select min(apply_at) from streams)) as due',
  )
  return row?.due?.getTime() ?? Number.POSITIVE_INFINITY
}
