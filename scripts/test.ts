import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommandFailed, run } from './lib/run-command.ts'
import { UserError } from './lib/user-error.ts'
import { findServices } from './prerequisites/find-services.ts'
import { requirePrograms } from './prerequisites/require-programs.ts'
import { closingLine, filesWithoutTests, type TestReport } from './test/test-counts.ts'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const vitestArgs = process.argv.slice(2)

/** A program of this repository, run by this Node: its shell wrapper would not run on Windows. */
const tool = (file: string, args: readonly string[], environment = process.env): Promise<void> =>
  run({ command: process.execPath, args: [join(root, file), ...args], environment })

const test = async (environment: NodeJS.ProcessEnv): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'kaibo-report-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    await tool('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...vitestArgs], environment)
  } finally {
    await readFile(report, 'utf8').then(close, () => undefined)
    await rm(folder, { recursive: true, force: true })
  }
}

const close = (json: string): void => {
  const report = JSON.parse(json) as TestReport
  for (const file of filesWithoutTests(report)) console.log(`Could not be run: ${file}`)
  console.log(closingLine(report))
}

try {
  await requirePrograms()
  const services = await findServices(process.env)
  await tool('scripts/run.mjs', ['turbo', 'run', 'build', 'typecheck', '--output-logs=errors-only'])
  await tool('node_modules/typescript/bin/tsc', ['-p', join(root, 'tsconfig.json')])
  await tool('node_modules/@biomejs/biome/bin/biome', ['check', root])
  await test({ ...process.env, ...services })
} catch (error) {
  if (error instanceof CommandFailed) {
    process.exitCode = error.exitCode
  } else {
    process.exitCode = 1
    console.error(error instanceof UserError ? error.message : error)
  }
}
