import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import { readJson } from './app-files.ts'
import { buildMiniprogram } from './build-miniprogram.ts'
import { packageRoot, readCommandLine } from './options.ts'
import { describeSizes, sizeReport } from './report.ts'

/** Pinned like a dependency; at 276 MB it is fetched on demand only, into pnpm's own store. */
const MINIPROGRAM_CI = 'miniprogram-ci@2.1.42'

const resultSchema = z.union([
  z.object({ error: z.string() }),
  z.object({ files: z.array(z.object({ path: z.string(), bytes: z.number() })) }),
])

/** pnpm at the version of the repository, as everywhere else: through npx, so that it need not be installed. */
function pnpmCommand(): string {
  const root = z.object({ packageManager: z.string() })
  return root.parse(readJson(resolve(packageRoot, '../../package.json'))).packageManager
}

/** What came out: the page flows run on it, too. */
const resultFolder = resolve(packageRoot, 'dist-official')

/** Compiles the folder with WeChat's own tool, offline and without a key. @returns the sizes of its result */
function compileOfficially(projectPath: string): { path: string; bytes: number }[] {
  const folder = mkdtempSync(join(tmpdir(), 'kaibo-official-'))
  const resultFile = join(folder, 'result.json')
  rmSync(resultFolder, { recursive: true, force: true })
  try {
    const script = join(import.meta.dirname, 'official-compile.mjs')
    const dlx = [`--package=${MINIPROGRAM_CI}`, 'dlx', 'node', script, projectPath, resultFile, resultFolder]
    // Outside of the workspace: its rules for our own dependencies do not fit a tool that never becomes one.
    const { status, stdout, stderr } = spawnSync('npx', ['--yes', pnpmCommand(), ...dlx], {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    if (!existsSync(resultFile)) {
      throw new Error(`${MINIPROGRAM_CI} could not be run (exit code ${status})\n${stdout}\n${stderr}`)
    }
    const complaints = complaintsIn(`${stdout}\n${stderr}`)
    if (complaints.length > 0) throw new Error(`WeChat's compiler complains:\n${complaints.join('\n')}`)
    const result = resultSchema.parse(JSON.parse(readFileSync(resultFile, 'utf8')))
    if ('error' in result) throw new Error(`WeChat's compiler refuses the build: ${result.error}`)
    return result.files
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** It logs some failures and goes on. That it cannot ask WeChat is what "offline" means, and no failure. */
const complaintsIn = (log: string): string[] =>
  log.split('\n').filter((line) => /\berror\b/i.test(line) && !/servicewechat|white ext list/.test(line))

try {
  const { options } = readCommandLine(process.argv.slice(2), process.env)
  await buildMiniprogram(options)
  const files = compileOfficially(options.outDir)
  const sizes = sizeReport(new Map(files.map(({ path, bytes }) => [path, Buffer.alloc(bytes)])))
  process.stdout.write(`✓ ${MINIPROGRAM_CI} compiles it, to ${files.length} files, ${describeSizes(sizes)}\n`)
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
