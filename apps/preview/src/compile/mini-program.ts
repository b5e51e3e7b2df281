import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { CompileError, type CompileProblem } from './compile-error.ts'

export type Json = Readonly<Record<string, unknown>>

/** A page or a component: `path` is its four files' common name, without a leading slash. */
export interface Unit {
  readonly path: string
  readonly kind: 'page' | 'component'
  readonly json: Json
  /** Its own and the app's `usingComponents`, as paths from the root (`/components/x/index`). */
  readonly usingComponents: Readonly<Record<string, string>>
}

/** What `app.json` names, before any template or style sheet is read. */
export interface MiniProgram {
  readonly folder: string
  readonly app: Json
  readonly theme: Json | undefined
  /** Routes in app.json's order; the first one is the home page. */
  readonly pages: readonly string[]
  readonly units: readonly Unit[]
}

/**
 * Reads `app.json` and follows every page's and component's `usingComponents`.
 * @throws CompileError naming each file that is missing or is not JSON.
 */
export async function readMiniProgram(folder: string): Promise<MiniProgram> {
  const reader = new Reader(folder)
  const app = await reader.json('app.json')
  const pages = pageRoutes(app)
  if (pages.length === 0) reader.problems.push({ file: 'app.json', message: 'there is no page in "pages"' })
  if (app.tabBar !== undefined)
    reader.problems.push({ file: 'app.json', message: 'the preview has no tabBar' })
  const themeFile = typeof app.themeLocation === 'string' ? app.themeLocation : undefined
  const theme = themeFile === undefined ? undefined : await reader.json(themeFile)
  const shared = resolveComponents(app, 'app')
  const units = await reader.units(pages, shared)
  if (reader.problems.length > 0) throw new CompileError(reader.problems)
  return { folder, app, theme, pages, units }
}

function pageRoutes(app: Json): string[] {
  const routes = strings(app.pages)
  const packages = Array.isArray(app.subPackages ?? app.subpackages)
    ? (app.subPackages ?? app.subpackages)
    : []
  for (const entry of packages as Json[]) {
    const root = String(entry.root ?? '').replace(/^\/|\/$/g, '')
    routes.push(...strings(entry.pages).map((page) => `${root}/${page}`))
  }
  return routes
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

function resolveComponents(json: Json, from: string): Record<string, string> {
  const using = (json.usingComponents ?? {}) as Record<string, string>
  const base = posix.dirname(`/${from}`)
  return Object.fromEntries(Object.entries(using).map(([tag, path]) => [tag, posix.resolve(base, path)]))
}

class Reader {
  readonly problems: CompileProblem[] = []
  readonly #folder: string
  constructor(folder: string) {
    this.#folder = folder
  }

  async json(file: string): Promise<Json> {
    try {
      return JSON.parse(await readFile(join(this.#folder, file), 'utf8')) as Json
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      this.problems.push({ file, message: missing ? 'the file is missing' : `not JSON: ${String(error)}` })
      return {}
    }
  }

  async units(pages: readonly string[], shared: Record<string, string>): Promise<Unit[]> {
    const units = new Map<string, Unit>()
    const waiting = pages.map((path) => ({ path, kind: 'page' as Unit['kind'] }))
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (units.has(next.path)) continue
      const json = await this.json(`${next.path}.json`)
      const usingComponents = { ...shared, ...resolveComponents(json, next.path) }
      units.set(next.path, { ...next, json, usingComponents })
      for (const path of Object.values(usingComponents))
        waiting.push({ path: path.slice(1), kind: 'component' })
    }
    return [...units.values()]
  }
}
