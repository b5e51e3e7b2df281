import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommandFailed, run } from './lib/run-command.ts'
import { UserError } from './lib/user-error.ts'
import { findServices } from './prerequisites/find-services.ts'

// Everything that is tried against rooms' truth, at full size: a table on the screen, exit code 1 when a row does not hold.
const root = resolve(fileURLToPath(new URL('..', import.meta.url)))

try {
  const services = await findServices(process.env)
  const flags = ['--conditions=@kaibo/source', '--import', 'tsx']
  await run({
    command: process.execPath,
    args: [...flags, join(root, 'tests/chaos/main.ts'), ...process.argv.slice(2)],
    environment: { ...process.env, ...services },
  })
} catch (error) {
  process.exitCode = error instanceof CommandFailed ? error.exitCode : 1
  if (!(error instanceof CommandFailed)) console.error(error instanceof UserError ? error.message : error)
}
