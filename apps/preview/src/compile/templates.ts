import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { BUILT_IN_TAGS, LANGUAGE_TAGS } from '../tag-names.ts'
import type { CompileProblem } from './compile-error.ts'
import type { MiniProgram, Unit } from './mini-program.ts'
import { createTemplateGroup, type TemplateGroup } from './template-compiler.ts'

export interface CompiledTemplates {
  /** A JavaScript expression: template path → generator. */
  readonly code: string
  readonly problems: readonly CompileProblem[]
}

/**
 * Compiles every page's and component's template with what it imports. Warnings are problems too: an unclosed
 * tag is only a warning to this compiler, but an error to the one that older phones use.
 */
export async function compileTemplates({ folder, units }: MiniProgram): Promise<CompiledTemplates> {
  const group = createTemplateGroup()
  try {
    const work = new TemplateWork(folder, group)
    for (const unit of units) await work.template(unit.path, knownTags(unit))
    return { code: group.getTmplGenObjectGroups(), problems: work.problems }
  } finally {
    group.free()
  }
}

function knownTags(unit: Unit): Set<string> {
  const generics = Object.keys((unit.json.componentGenerics ?? {}) as object)
  return new Set([...BUILT_IN_TAGS, ...LANGUAGE_TAGS, ...Object.keys(unit.usingComponents), ...generics])
}

class TemplateWork {
  readonly problems: CompileProblem[] = []
  readonly #done = new Set<string>()
  readonly #folder: string
  readonly #group: TemplateGroup

  constructor(folder: string, group: TemplateGroup) {
    this.#folder = folder
    this.#group = group
  }

  async template(path: string, known: ReadonlySet<string>): Promise<void> {
    const file = `${path}.wxml`
    if (this.#done.has(file)) return
    this.#done.add(file)
    const text = await this.#read(file)
    if (text === undefined) return
    for (const { message, startLine, startColumn } of this.#group.addTmpl(path, text)) {
      this.problems.push({ file, line: startLine + 1, column: startColumn + 1, message })
    }
    this.problems.push(...checkTags(file, text, known))
    for (const imported of this.#group.getDirectDependencies(path)) await this.template(imported, known)
    for (const script of this.#group.getScriptDependencies(path)) await this.#script(script)
  }

  async #script(path: string): Promise<void> {
    const file = `${path}.wxs`
    if (this.#done.has(file)) return
    this.#done.add(file)
    const text = await this.#read(file)
    if (text === undefined) return
    // The compiler names a script without its extension, but would look for what it requires with it.
    const required: string[] = []
    const code = text.replace(
      /\brequire\(\s*(['"])(.+?)(?:\.wxs)?\1\s*\)/g,
      (_, quote: string, target: string) => {
        required.push(target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target))
        return `require(${quote}${target}${quote})`
      },
    )
    this.#group.addScript(path, code)
    for (const other of required) await this.#script(other)
  }

  async #read(file: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.#folder, file), 'utf8')
    } catch {
      this.problems.push({ file, message: 'the file is missing' })
      return undefined
    }
  }
}

const TAG = /<([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g
// Only `bindstatechange` reaches a native component on every phone (the components' own documentation).
const COLON_EVENT = /\s(?:bind:|catch:?|capture-)\w+/

function checkTags(file: string, text: string, known: ReadonlySet<string>): CompileProblem[] {
  const problems: CompileProblem[] = []
  // Blanked rather than removed, so that positions stay right.
  const blank = (part: string) => part.replace(/[^\n]/g, ' ')
  const source = text
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/(?<=<wxs\b[^>]*[^/]>)[\s\S]*?(?=<\/wxs>)/g, blank)
  for (const match of source.matchAll(TAG)) {
    const [, tag = '', attributes = ''] = match
    const before = source.slice(0, match.index).split('\n')
    const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    if (!known.has(tag)) problems.push({ ...place, message: `unknown tag <${tag}>` })
    const event = /^live-/.test(tag) ? COLON_EVENT.exec(attributes)?.[0] : undefined
    if (event)
      problems.push({ ...place, message: `<${tag}> needs bindEVENT without a colon, not "${event.trim()}"` })
  }
  return problems
}
