import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UserError } from './lib/user-error.ts'
import { removeAddresses } from './start/addresses.ts'
import { Fleet, StopRequested } from './start/fleet.ts'
import { homeOf } from './start/home.ts'
import { launch } from './start/launch.ts'
import { runningAlready } from './start/running-already.ts'
import { renderScreen } from './start/screen.ts'
import { listenForStop } from './start/stop-requests.ts'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const home = homeOf(root, process.env)

const requests = listenForStop(() => {
  fleet.kill()
  process.exit(130)
})
const fleet = new Fleet({
  root,
  files: {
    sandbox: 'apps/sandbox/dist/main.js',
    api: 'apps/api/dist/main.js',
    demo: 'apps/sandbox/dist/demo/main.js',
  },
  stopRequested: requests.signal,
})

let isLaunched = false
try {
  const launched = await launch({
    home,
    environment: process.env,
    fleet,
    onRoomChanged: ({ addresses: { room } }) => {
      console.log(`The demo room has ended; the new one is ${room.id} · 演示直播间已更换`)
    },
  })
  isLaunched = true
  const logs = relative(process.cwd(), home.logs)
  console.log(renderScreen({ ...launched, logs, startedInMs: performance.now() }))
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
  await fleet.stop()
  if (isLaunched) await removeAddresses(home.addresses)
  requests.dispose()
}
