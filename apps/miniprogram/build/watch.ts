import { watch } from 'node:fs'
import { resolve } from 'node:path'
import { packageRoot, sourceRoot } from './options.ts'

/** An editor saves in several steps; one build answers them all. */
const SETTLE_MS = 40

/** Builds now and after every change of the sources or the contract, until the process is stopped. */
export async function watchSources(
  build: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<never> {
  let dirty = false
  let wake = (): void => {}
  const change = (): void => {
    dirty = true
    wake()
  }
  for (const folder of [sourceRoot, resolve(packageRoot, '../../packages/live-core/src')]) {
    watch(folder, { recursive: true }, change)
  }
  for (;;) {
    dirty = false
    await build().catch(onFailure)
    if (!dirty) {
      await new Promise<void>((done) => {
        wake = done
      })
    }
    await new Promise((done) => setTimeout(done, SETTLE_MS))
  }
}
