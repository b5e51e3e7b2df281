import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../build/options.ts'
import { temporaryFolder } from './temporary-folder.ts'

/**
 * Builds the mini-program into a folder of its own, in a process of its own: what a test loads is what WeChat gets,
 * and a test environment with a browser's globals is none for a bundler.
 */
export function buildIntoTemporaryFolder(): { path: string; output: string; remove: () => void } {
  const folder = temporaryFolder()
  const output = execFileSync(
    process.execPath,
    [
      '--conditions=@kaibo/source',
      '--import',
      'tsx',
      join(packageRoot, 'build/build.ts'),
      '--out',
      folder.path,
    ],
    { cwd: packageRoot, encoding: 'utf8' },
  )
  return { ...folder, output }
}
