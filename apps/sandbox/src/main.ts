import { ConfigError, PORT_VARIABLES, readConfig } from './config.ts'
import { PortUnavailable } from './net/listen.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

/** Prints one sentence and ends the process. Never called for anything that came in over the network. */
function fail(error: unknown): never {
  process.stderr.write(`${sentence(error)}\n`)
  process.exit(1)
}

function sentence(error: unknown): string {
  if (error instanceof PortUnavailable) {
    return `${error.message}: stop the program that uses it or set ${PORT_VARIABLES[error.purpose]}.`
  }
  const message = error instanceof Error ? error.message : String(error)
  return error instanceof ConfigError ? message : `The sandbox cannot go on: ${message}`
}

function stopOnRequest(sandbox: Sandbox): void {
  const stop = () => {
    sandbox.stop().then(() => process.exit(0), fail)
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
  // Only the line that says "ready" goes to stdout.
  const log = (line: string) => void process.stderr.write(`sandbox: ${line}\n`)
  const logger = { info: log, warn: log }
  const sandbox = await startSandbox({ ...readConfig(), logger })
  stopOnRequest(sandbox)
  const { rtmp, media, services } = sandbox.addresses
  process.stdout.write(`Sandbox ready: RTMP ${rtmp}, media ${media}, services ${services}\n`)
  process.send?.({ type: 'ready', addresses: sandbox.addresses })
} catch (error) {
  fail(error)
}
