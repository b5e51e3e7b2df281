import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { UsageError } from './usage-error.ts'

/**
 * The variables of `files` (`NAME=value` lines, as Node reads them), later files before earlier ones and the real
 * environment before all: as the API itself would see them with `node --env-file`. Throws `UsageError` when a file
 * cannot be read.
 */
export function readEnvFiles(files: readonly string[], environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.assign({}, ...files.map(readEnvFile), environment)
}

function readEnvFile(file: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new UsageError({
      zh: `读不了文件 ${file}（${code}）`,
      en: `The file ${file} cannot be read (${code}).`,
    })
  }
}
