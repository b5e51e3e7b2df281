import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UserError } from './lib/user-error.ts'
import { removeAddresses } from './start/addresses.ts'
import { Fleet, StopRequested } from './start/fleet.ts'
import { homeOf } from './start/home.ts'
import { launch } from './start/launch.ts'
import { programsFor } from './start/programs.ts'
import { runningAlready } from './start/running-already.ts'
import { renderScreen } from './start/screen.ts'
import { listenForStop } from './start/stop-requests.ts'
import { watchApi } from './start/watch-api.ts'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const home = homeOf(root, process.env)
const isDevelopment = process.argv.includes('--dev')

const requests = listenForStop(() => {
  fleet.kill()
  process.exit(130)
})
const fleet = new Fleet({
  root,
  programs: programsFor({ isDevelopment }),
  stopRequested: requests.signal,
})

let isLaunched = false
let unwatch = () => {}
try {
  const launched = await launch({
    home,
    isDevelopment,
    environment: process.env,
    fleet,
    onRoomChanged: ({ addresses: { room } }) => {
      console.log(`The demo room has ended; the new one is ${room.id} · 演示直播间已更换`)
    },
  })
  isLaunched = true
  const logs = relative(process.cwd(), home.logs)
  console.log(renderScreen({ ...launched, logs, startedInMs: performance.now() }))
  if (isDevelopment) unwatch = watchApi(root, () => restartApi(launched.restartApi))
  await fleet.during(new Promise<never>(() => undefined))
} catch (error) {
  if (error instanceof StopRequested) {
    console.log('\nStopping 正在停止 …')
  } else {
    process.exitCode = 1
    console.error(error instanceof UserError ? error.message : error)
    const hint = isLaunched ? undefined : await runningAlready(home.addresses)
    if (hint !== undefined) console.error(hint)
  }
} finally {
  unwatch()
  await fleet.stop()
  if (isLaunched) await removeAddresses(home.addresses)
  requests.dispose()
}

/** A mistake in the sources is told and waited out: the next save tries again. */
async function restartApi(restart: () => Promise<void>): Promise<void> {
  const startMs = performance.now()
  try {
    await restart()
    console.log(`API reloaded · 已重载 (${((performance.now() - startMs) / 1_000).toFixed(1)} s)`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
}
