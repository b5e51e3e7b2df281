import { setTimeout as pause } from 'node:timers/promises'

const PAUSE_MS = 20

/** Does `turn` again and again; the function that is returned lets the last turn finish. It rejects with what a turn threw. */
export function goesOn(turn: () => Promise<unknown>): () => Promise<void> {
  let isOver = false
  const run = async () => {
    while (!isOver) {
      await turn()
      await pause(PAUSE_MS)
    }
  }
  const running = run()
  // Heard when it is stopped: until then its failure must not end the process.
  running.catch(() => {})
  return () => {
    isOver = true
    return running
  }
}
