import { watch } from 'node:fs'
import { join } from 'node:path'

/** An editor saves in several steps; one restart answers them all. */
const SETTLE_MS = 60

/** Calls `restart` after every change of the API's or the contract's sources, one at a time. Returns the undo. */
export const watchApi = (root: string, restart: () => Promise<void>): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const change = (_event: string, file: string | null) => {
    if (file?.endsWith('.test.ts')) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(restart)
    }, SETTLE_MS)
  }
  const folders = ['apps/api/src', 'apps/api/migrations', 'packages/live-core/src']
  const watchers = folders.map((folder) => watch(join(root, folder), { recursive: true }, change))
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
