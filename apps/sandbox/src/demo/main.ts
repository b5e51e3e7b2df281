import { readFile } from 'node:fs/promises'
import { createApiClient } from './api-client.ts'
import { systemClock } from './clock.ts'
import { runDemoBroadcaster } from './demo-broadcaster.ts'
import { parseClip } from './flv-clip.ts'
import { connectPush } from './push-connection.ts'

// The same distance from src/demo and from dist/demo.
const clipFile = new URL('../../assets/demo-clip.flv', import.meta.url)

const stop = new AbortController()
for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.once(event, () => stop.abort())

// A parent that dies takes our pipes along; that is no reason not to stop in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const log = (line: string) => process.stdout.write(`${new Date().toISOString()} ${line}\n`)

/** Tells people by a line, and a parent process that started us by a message. */
const ready = (room: string) => {
  log(`room ${room} is live`)
  process.send?.({ type: 'ready', addresses: { room } })
}

try {
  await runDemoBroadcaster({
    api: createApiClient({
      baseUrl: process.env.KAIBO_API_URL ?? 'http://127.0.0.1:7100',
      signal: stop.signal,
    }),
    connectPush,
    clip: parseClip(await readFile(clipFile)),
    clock: systemClock,
    random: Math.random,
    name: process.env.KAIBO_DEMO_NAME ?? 'demo',
    onLive: ready,
    log,
    signal: stop.signal,
  })
} catch (error) {
  process.stderr.write(`Demo broadcaster: ${error instanceof Error ? error.message : String(error)}.\n`)
  process.exitCode = 1
} finally {
  // An open channel to the parent would keep the process alive.
  if (process.connected) process.disconnect()
}
