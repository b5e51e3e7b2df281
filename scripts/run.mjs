// Runs a task of this repository: `node scripts/run.mjs TASK [arguments]`; npm's scripts are short for that.
// Plain JavaScript, because it works before anything is installed and says so when Node is too old.
import { fileURLToPath } from 'node:url'
import { build } from './setup/build.mjs'
import { install } from './setup/install.mjs'
import { requireNode } from './setup/node-version.mjs'
import { pnpm } from './setup/pnpm.mjs'
import { SetupFailed } from './setup/setup-failed.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const [task = '', ...args] = process.argv.slice(2)

/** Goes on in TypeScript, in this process, so that a signal to npm's child reaches the task itself. */
const typescript = async (file) => {
  const { register } = await import('tsx/esm/api')
  register()
  process.argv.splice(1, 2, file)
  await import(file)
}

const tasks = {
  setup: install,
  build: async () => {
    await install()
    await build()
  },
  start: async () => {
    await install()
    await build()
    await typescript('./start.ts')
  },
  dev: async () => {
    await install()
    await build()
    process.argv.push('--dev')
    await typescript('./start.ts')
  },
  'check-official': async () => {
    await install()
    await build()
    await typescript('./check-official.ts')
  },
  kaibo: async () => {
    await install()
    await typescript('./kaibo.ts')
  },
  test: async () => {
    await install()
    await typescript('./test.ts')
  },
  turbo: () => pnpm(['exec', 'turbo', ...args], { show: 'always' }),
}

try {
  requireNode(process.versions.node)
  if (!Object.hasOwn(tasks, task)) {
    throw new SetupFailed(`Unknown task "${task}". There are: ${Object.keys(tasks).join(', ')}.`)
  }
  await tasks[task]()
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error
  console.error(error.message)
  process.exitCode = error.exitCode
}
