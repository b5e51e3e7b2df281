import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { environmentFor } from './kaibo/environment-for.ts'
import { homeOf } from './start/home.ts'

// From the sources, so that nothing has to be built first and nothing but the answer stands on stdout.
const root = fileURLToPath(new URL('..', import.meta.url))
const main = fileURLToPath(new URL('../apps/api/src/cli/main.ts', import.meta.url))
const args = process.argv.slice(2)

const { environment, note } = await environmentFor(args, process.env, homeOf(root, process.env))
if (note !== undefined) console.error(note)

const child = spawn(
  process.execPath,
  ['--conditions=@kaibo/source', '--import', import.meta.resolve('tsx'), main, ...args],
  { cwd: root, env: environment, stdio: 'inherit' },
)
child.on('error', (error) => {
  console.error(error.message)
  process.exitCode = 1
})
child.on('exit', (code) => {
  process.exitCode = code ?? 1
})
