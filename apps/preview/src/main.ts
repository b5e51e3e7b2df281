import { CompileError } from './compile/compile-error.ts'
import { ConfigError, PORT_VARIABLE, readConfig } from './config.ts'
import { PortUnavailable } from './server/listen.ts'
import { type Preview, startPreview } from './server/start-preview.ts'

/** Prints one sentence and ends the process. */
function fail(error: unknown): never {
  process.stderr.write(`${sentence(error)}\n`)
  process.exit(1)
}

function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof PortUnavailable)
    return `${message}: stop the program that uses it or set ${PORT_VARIABLE}.`
  if (error instanceof ConfigError) return message
  if (error instanceof CompileError) return `The mini-program's build cannot be shown:\n${message}`
  return `The preview cannot go on: ${message}`
}

function stopOnRequest(preview: Preview): void {
  const stop = () => {
    preview.stop().then(() => process.exit(0), fail)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // The launcher that started us has gone.
  process.once('disconnect', stop)
}

// A launcher that dies takes its pipes along; that is no reason not to stop in order.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

try {
  const preview = await startPreview(readConfig())
  stopOnRequest(preview)
  process.stdout.write(`Preview ready: ${preview.address}\n`)
  process.send?.({ type: 'ready', addresses: { preview: preview.address } })
} catch (error) {
  fail(error)
}
