import { createRequire } from 'node:module'

/** What the template compiler says about one place; lines and columns count from 0. */
export interface TemplateDiagnostic {
  readonly level: string
  readonly message: string
  readonly path: string
  readonly startLine: number
  readonly startColumn: number
}

/** The few methods used of the compiler's class; its own declarations are full of `any`. */
export interface TemplateGroup {
  addTmpl(path: string, text: string): TemplateDiagnostic[]
  addScript(path: string, text: string): void
  getDirectDependencies(path: string): string[]
  getScriptDependencies(path: string): string[]
  getTmplGenObjectGroups(): string
  free(): void
}

// A CommonJS package that loads its WebAssembly synchronously: `require` is how it wants to be loaded.
const compiler = createRequire(import.meta.url)('glass-easel-template-compiler') as {
  TmplGroup: new () => TemplateGroup
}

export const createTemplateGroup = (): TemplateGroup => new compiler.TmplGroup()
