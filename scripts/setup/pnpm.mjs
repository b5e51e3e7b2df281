import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { SetupFailed } from './setup-failed.mjs'

/** The same as `packageManager` in package.json, which turbo insists on. */
const PNPM = 'pnpm@12.21.0'
const root = fileURLToPath(new URL('../..', import.meta.url))

/** `npx --yes`: pnpm need not be installed, and a pnpm that is only corepack's shim is not asked. */
const npxCommand = () => {
  const { npm_execpath: npm = '' } = process.env
  if (/npm-cli\.c?js$/.test(npm)) return { command: process.execPath, args: [npm, 'exec', '--yes', '--'] }
  return { command: 'npx', args: ['--yes'], shell: process.platform === 'win32' }
}

/**
 * Runs pnpm in the repository's root. turbo goes through it too (`exec turbo`), because it looks for pnpm.
 * `show`: the command's output is shown `always`, or only `on failure`.
 */
export const pnpm = (pnpmArgs, { show }) =>
  new Promise((resolve, reject) => {
    const { command, args, shell = false } = npxCommand()
    const child = spawn(command, [...args, PNPM, ...pnpmArgs], {
      cwd: root,
      shell,
      stdio: show === 'always' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
    })
    const output = []
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))

    const forward = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, forward)
    const finish = (failure) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, forward)
      if (failure === undefined) return resolve()
      process.stderr.write(Buffer.concat(output))
      return reject(failure)
    }
    child.on('error', (error) =>
      finish(new SetupFailed(`${command} could not be started: ${error.message}.`)),
    )
    child.on('close', (code, signal) => {
      if (code === 0) return finish()
      const how = signal === null ? `failed with exit code ${code}` : `was stopped by ${signal}`
      return finish(new SetupFailed(`pnpm ${pnpmArgs.join(' ')} ${how}.`, code ?? 1))
    })
  })
