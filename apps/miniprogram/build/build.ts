import { buildMiniprogram } from './build-miniprogram.ts'
import { readCommandLine } from './options.ts'
import { describeSizes } from './report.ts'
import { watchSources } from './watch.ts'

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const complain = (error: unknown): void =>
  void process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`)

try {
  const { options, watch } = readCommandLine(process.argv.slice(2), process.env)
  const build = async (): Promise<void> => {
    const startedAt = performance.now()
    const { sizes, changed } = await buildMiniprogram(options)
    const ms = Math.round(performance.now() - startedAt)
    say(`✓ ${options.outDir}: ${changed.length} files changed, ${ms} ms`)
    if (!watch) say(describeSizes(sizes))
    // `npm run dev` waits for the first one before it shows the phones.
    if (watch) process.send?.({ type: 'ready', addresses: {} })
  }
  // Started by another process: its end is ours.
  process.once('disconnect', () => process.exit(0))
  if (watch) await watchSources(build, complain)
  else await build()
} catch (error) {
  complain(error)
  process.exitCode = 1
}
