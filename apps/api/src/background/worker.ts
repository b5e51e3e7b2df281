import type { Logger } from 'pino'

/** Something that goes on by itself until it is stopped. */
export type Worker = {
  /** Runs the next tick now instead of when it is due. */
  wake(): void
  /** Lets the running tick finish and runs no other. */
  stop(): Promise<void>
}

type WorkerOptions = { name: string; everyMs: number; tick: () => Promise<void>; logger: Logger }

/** Runs `tick` again and again, never twice at once. A tick that fails is logged, and the next one comes all the same. */
export function startWorker({ name, everyMs, tick, logger }: WorkerOptions): Worker {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let isWoken = false
  let running: Promise<void> | undefined

  const run = async () => {
    try {
      await tick()
    } catch (err) {
      logger.error({ worker: name, err }, 'a worker’s tick failed')
    }
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
