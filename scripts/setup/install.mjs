import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pnpm } from './pnpm.mjs'
import { step } from './step.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
// Inside node_modules: whoever deletes that folder deletes the claim that it is complete.
const stampFile = join(root, 'node_modules', '.kaibo-installed')

/** Installs exactly what the lockfile says, unless that is what is installed already. */
export const install = async () => {
  const folders = await workspaceFolders()
  const wanted = await fingerprint(folders)
  if (await isInstalled(wanted, folders)) return
  await step('Installing packages 安装依赖', () =>
    pnpm(
      [
        'install',
        '--frozen-lockfile',
        '--prefer-offline',
        '--reporter=append-only',
        // Without a terminal pnpm refuses to replace a node_modules of another version instead of asking.
        '--config.confirmModulesPurge=false',
      ],
      { show: 'on failure' },
    ),
  )
  await writeFile(stampFile, wanted)
}

/** The folders that pnpm-workspace.yaml names. */
const workspaceFolders = async () => {
  const inside = async (folder) => (await readdir(join(root, folder))).map((name) => join(folder, name))
  const candidates = ['', 'tests', ...(await inside('apps')), ...(await inside('packages'))]
  return candidates.filter((folder) => existsSync(join(root, folder, 'package.json')))
}

/** Changes when anything does that decides what an install leaves on the disk. */
const fingerprint = async (folders) => {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`)
  const files = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...folders.map((folder) => join(folder, 'package.json')),
  ]
  for (const file of files) hash.update(`\n${file}\n`).update(await readFile(join(root, file)))
  return hash.digest('hex')
}

const isInstalled = async (wanted, folders) => {
  const stamp = await readFile(stampFile, 'utf8').catch(() => '')
  return stamp === wanted && folders.every((folder) => existsSync(join(root, folder, 'node_modules')))
}
