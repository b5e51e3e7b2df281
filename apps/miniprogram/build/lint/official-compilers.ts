import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** WeChat's own template and style compilers, ready to run. */
export type OfficialCompilers = { wcc: string; wcsc: string; remove: () => void }

/**
 * Finds wcc and wcsc inside miniprogram-simulate. They are copied before they are made executable: the originals
 * are hard links into the package manager's store.
 * @returns a sentence instead, where they cannot run
 */
export function findOfficialCompilers(): OfficialCompilers | string {
  const { platform, arch } = process
  if (platform !== 'linux' || arch !== 'x64') {
    return `WeChat's wcc and wcsc run here on linux-x64 only, not on ${platform}-${arch}: their checks did not run`
  }
  const simulate = createRequire(import.meta.url).resolve('miniprogram-simulate/package.json')
  const binaries = join(
    dirname(createRequire(simulate).resolve('miniprogram-compiler/package.json')),
    'bin/linux',
  )
  if (!existsSync(join(binaries, 'wcc'))) return `no wcc in ${binaries}: its checks did not run`
  const folder = mkdtempSync(join(tmpdir(), 'kaibo-wcc-'))
  for (const name of ['wcc', 'wcsc']) {
    copyFileSync(join(binaries, name), join(folder, name))
    chmodSync(join(folder, name), 0o755)
  }
  return {
    wcc: join(folder, 'wcc'),
    wcsc: join(folder, 'wcsc'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
