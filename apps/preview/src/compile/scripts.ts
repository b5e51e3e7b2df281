import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { Script } from 'node:vm'
import type { CompileProblem } from './compile-error.ts'
import { ABSENT_ON_PHONES, MODULE_PARAMETERS } from './script-globals.ts'

export interface CompiledScripts {
  /** A JavaScript object literal: file → function that runs it. */
  readonly code: string
  readonly problems: readonly CompileProblem[]
}

/** The lines that `wrap` puts before a file's own first line. */
const LINES_BEFORE = 1

/**
 * Wraps every CommonJS file into a function, as WeChat itself does: nothing runs before it is required, `wx`,
 * `Page` and their like are parameters, and what a browser has but a phone lacks is `undefined`.
 */
export async function compileScripts(folder: string): Promise<CompiledScripts> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/').replace(/^\//, ''),
    )
    .sort()
  const problems: CompileProblem[] = []
  const parts: string[] = []
  for (const file of files) {
    const code = wrap(
      (await readFile(join(folder, file), 'utf8')).replace(/\n?\/\/# sourceMappingURL=.*$/m, ''),
    )
    const problem = syntaxProblem(file, code)
    if (problem === undefined) parts.push(`${JSON.stringify(file)}: ${code}`)
    else problems.push(problem)
  }
  return { code: `{\n${parts.join(',\n')}\n}`, problems }
}

const wrap = (code: string): string =>
  `function (${[...MODULE_PARAMETERS, ...ABSENT_ON_PHONES].join(', ')}) {\n${code}\n}`

/** One file's syntax error would silence the whole bundle, and name none. */
function syntaxProblem(file: string, code: string): CompileProblem | undefined {
  try {
    new Script(`(${code})`, { filename: file })
    return undefined
  } catch (error) {
    const [, line = ''] = /:(\d+)\n/.exec(error instanceof Error ? (error.stack ?? '') : '') ?? []
    return { file, line: Number(line) - LINES_BEFORE, message: String(error) }
  }
}
