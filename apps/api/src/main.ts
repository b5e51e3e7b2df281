import { ConfigError, readConfig } from './config/index.ts'
import { ListenError } from './http/listen.ts'
import { startApi } from './start-api.ts'
import { StoreOpenError } from './storage/store-error.ts'

/** Runs the API until it is told to stop, and sets the exit code. */
async function main(): Promise<void> {
  const { config, secrets } = readConfig(process.env)
  const api = await startApi(config, secrets)
  const stop = () => {
    void api.stop().then(() => process.exit(0), fail)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Started by another process: its end is ours, so that nothing stays behind.
  process.once('disconnect', stop)
  process.stdout.write(`Kaibo API listens on ${api.address} (documents: ${api.address}/docs)\n`)
  const { address, metricsAddress } = api
  process.send?.({
    type: 'ready',
    addresses: { api: address, ...(metricsAddress === undefined ? {} : { metrics: metricsAddress }) },
  })
}

/** Mistakes of configuration and environment are told in their sentence; anything else with its trace. */
function fail(error: unknown): void {
  const isForPeople =
    error instanceof ConfigError || error instanceof StoreOpenError || error instanceof ListenError
  const text =
    error instanceof Error ? (isForPeople ? error.message : (error.stack ?? error.message)) : String(error)
  process.stderr.write(`${text}\n`, () => process.exit(1))
}

// A launcher that dies takes its pipes along; that is no reason not to stop in order. (pino ignores it by itself.)
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})
main().catch(fail)
