import { resolve } from 'node:path'
import { CompileError } from './compile-error.ts'
import { readMiniProgram } from './mini-program.ts'
import { compileScripts } from './scripts.ts'
import { compileStyles } from './styles.ts'
import { compileTemplates } from './templates.ts'

/** A mini-program as one script for the phone's frame: it sets `globalThis.kaiboApp` (see runtime/app-bundle.ts). */
export interface CompiledApp {
  readonly code: string
  readonly pages: readonly string[]
  readonly milliseconds: number
}

/**
 * Compiles the folder that a mini-program's own build wrote.
 * @throws CompileError with every problem found in templates, styles, scripts and json.
 */
export async function compileMiniProgram(folder: string): Promise<CompiledApp> {
  const startedAt = performance.now()
  const absolute = resolve(folder)
  const project = await readMiniProgram(absolute)
  const [templates, styles, scripts] = await Promise.all([
    compileTemplates(project),
    compileStyles(project),
    compileScripts(absolute),
  ])
  const problems = [...templates.problems, ...styles.problems, ...scripts.problems]
  if (problems.length > 0) throw new CompileError(problems)
  const { app, theme, pages, units } = project
  const data = { app, theme, pages, units, sheets: styles.sheets, scopes: styles.scopes }
  const code = `globalThis.kaiboApp = {
...${JSON.stringify(data)},
templates: ${templates.code},
modules: ${scripts.code}
}
`
  return { code, pages, milliseconds: Math.round(performance.now() - startedAt) }
}
