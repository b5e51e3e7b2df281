import type { Logger } from 'pino'

/** How a worker is, for readiness and for metrics. */
export type WorkerVitals = {
  name: string
  /** Ticks that came to their end, and those of them that failed. */
  ticks: number
  failures: number
  /** How long the running tick has been going on; undefined between two. */
  tickingMs: number | undefined
}

/** Something that goes on by itself until it is stopped. */
export type Worker = {
  vitals(): WorkerVitals
  /** Runs the next tick now instead of when it is due. */
  wake(): void
  /** Lets the running tick finish and runs no other. */
  stop(): Promise<void>
}

export type WorkerOptions = { name: string; everyMs: number; tick: () => Promise<void>; logger: Logger }

/** Runs `tick` again and again, never twice at once. A tick that fails is logged, and the next one comes all the same. */
export function startWorker({ name, everyMs, tick, logger }: WorkerOptions): Worker {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let isWoken = false
  let running: Promise<void> | undefined
  let sinceMs = 0
  let ticks = 0
  let failures = 0

  const run = async () => {
    sinceMs = performance.now()
    try {
      await tick()
    } catch (err) {
      failures += 1
      logger.error({ worker: name, err }, 'a worker’s tick failed')
    }
    ticks += 1
  }
  const next = () => {
    running = undefined
    if (isStopped) return
    timer = setTimeout(start, isWoken ? 0 : everyMs)
    isWoken = false
  }
  const start = () => {
    clearTimeout(timer)
    running = run().then(next)
  }
  start()
  return {
    vitals: () => ({ name, ticks, failures, tickingMs: running && performance.now() - sinceMs }),
    wake() {
      if (isStopped) return
      if (running) isWoken = true
      else start()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
