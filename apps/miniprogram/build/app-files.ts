import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import * as z from 'zod'

const appJson = z.looseObject({
  pages: z.array(z.string()).min(1),
  usingComponents: z.record(z.string(), z.string()).optional(),
})
const unitJson = z.looseObject({
  component: z.boolean().optional(),
  usingComponents: z.record(z.string(), z.string()).optional(),
})

/** A page or component: its path without extension, and which tag stands for which other component. */
export type Unit = {
  path: string
  kind: 'page' | 'component'
  usingComponents: Record<string, string>
}

/**
 * Every page and component that app.json reaches, in the order found. Paths are relative to the root, with
 * forward slashes and without extension, as WeChat writes them.
 * @throws Error naming the file, when a path leads nowhere
 */
export function readUnits(root: string): Unit[] {
  const app = appJson.parse(readJson(join(root, 'app.json')))
  const units = new Map<string, Unit>()
  const visit = (path: string, kind: Unit['kind'], user: string): void => {
    if (units.has(path)) return
    const file = join(root, `${path}.json`)
    if (!existsSync(file)) throw new Error(`${user} names ${path}, but there is no ${path}.json`)
    const { usingComponents: declared = {} } = unitJson.parse(readJson(file))
    const usingComponents: Record<string, string> = {}
    for (const [tag, target] of Object.entries({ ...app.usingComponents, ...declared })) {
      usingComponents[tag] = resolvePath(path, target)
    }
    units.set(path, { path, kind, usingComponents })
    for (const target of Object.values(usingComponents)) visit(target, 'component', `${path}.json`)
  }
  for (const page of app.pages) visit(page, 'page', 'app.json')
  return [...units.values()]
}

const resolvePath = (from: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target)

export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
