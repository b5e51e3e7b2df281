import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import postcss, { type AtRule, CssSyntaxError, type Root } from 'postcss'
import type { CompileProblem } from './compile-error.ts'
import type { MiniProgram, Unit } from './mini-program.ts'
import { scopeSelectors } from './style-scope.ts'
import { rewriteUnits } from './style-units.ts'

export interface CompiledStyles {
  /** CSS of `app` and of every page and component that has a sheet. */
  readonly sheets: Readonly<Record<string, string>>
  /** Component path → class prefix; components that share the page's styles have none. */
  readonly scopes: Readonly<Record<string, string>>
  readonly problems: readonly CompileProblem[]
}

export async function compileStyles({ folder, app, units }: MiniProgram): Promise<CompiledStyles> {
  const sheets: Record<string, string> = {}
  const scopes: Record<string, string> = {}
  const problems: CompileProblem[] = []
  const darkMode = app.darkmode === true
  const all: Pick<Unit, 'path' | 'kind' | 'json'>[] = [{ path: 'app', kind: 'page', json: {} }, ...units]
  for (const unit of all) {
    const scope = styleScope(unit)
    if (scope !== undefined) scopes[unit.path] = scope
    const root = await inlineImports(folder, `${unit.path}.wxss`, problems, { optional: true })
    if (root === undefined) continue
    rewriteUnits(root, { darkMode })
    scopeSelectors(
      root,
      scope === undefined ? { route: unit.kind === 'page' ? unit.path : 'app' } : { scope },
    )
    sheets[unit.path] = root.toString()
  }
  return { sheets, scopes, problems }
}

/** A page and a `shared` component write plain class names; every other component has its own prefix. */
function styleScope({ path, kind, json }: Pick<Unit, 'path' | 'kind' | 'json'>): string | undefined {
  if (kind === 'page' || json.styleIsolation === 'shared') return undefined
  return path.replaceAll('/', '-')
}

async function inlineImports(
  folder: string,
  file: string,
  problems: CompileProblem[],
  { optional, from = [] }: { optional?: boolean; from?: readonly string[] },
): Promise<Root | undefined> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => undefined)
  if (text === undefined || from.includes(file)) {
    if (!optional)
      problems.push({ file, message: text === undefined ? 'the file is missing' : 'imports itself' })
    return undefined
  }
  let root: Root
  try {
    root = postcss.parse(text, { from: file })
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error
    const { line = 1, column = 1, reason } = error
    problems.push({ file, line, column, message: reason })
    return undefined
  }
  const imports: AtRule[] = []
  root.walkAtRules('import', (rule) => void imports.push(rule))
  for (const rule of imports) {
    const target = rule.params.replace(/^(?:url\()?\s*['"]?|['"]?\s*\)?;?$/g, '')
    const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(file), target)
    const imported = await inlineImports(folder, path, problems, { from: [...from, file] })
    rule.replaceWith(imported?.nodes ?? [])
  }
  return root
}
