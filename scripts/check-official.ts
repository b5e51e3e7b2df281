import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommandFailed, run } from './lib/run-command.ts'

// WeChat's own compiler over the mini-program, and then the page flows on what it made: ES5, as old phones get it.
const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const miniprogram = join(root, 'apps/miniprogram')

try {
  const flags = ['--conditions=@kaibo/source', '--import', 'tsx']
  await run({ command: process.execPath, args: [...flags, join(miniprogram, 'build/check-official.ts')] })
  await run({
    command: process.execPath,
    args: [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      'system',
      'tests/preview/two-phones',
    ],
    environment: { ...process.env, KAIBO_TEST_MINIPROGRAM_DIST: join(miniprogram, 'dist-official') },
  })
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error
  process.exitCode = error.exitCode
}
