import type { ComponentEnv } from 'glass-easel-miniprogram-adapter'
import type { ModuleFunction } from '../app-bundle.ts'

/** The globals of every module besides `require`, `module`, `exports`. */
export interface PageGlobals {
  readonly wx: unknown
  readonly App: (options: Record<string, unknown>) => void
  readonly getApp: () => unknown
  readonly getCurrentPages: () => unknown[]
}

interface Module {
  exports: unknown
}

const outside = (name: string) => () => {
  throw new Error(`${name}() was called outside a page's or component's own file`)
}

/** CommonJS over the compiled modules. */
export class ModuleLoader {
  readonly #functions: Readonly<Record<string, ModuleFunction>>
  readonly #globals: PageGlobals
  readonly #loaded = new Map<string, Module>()
  #env: ComponentEnv | undefined

  constructor(functions: Readonly<Record<string, ModuleFunction>>, globals: PageGlobals) {
    this.#functions = functions
    this.#globals = globals
  }

  /** Runs a file unless it has run; `env` gives it the constructors of the page or component that it defines. */
  run(file: string, env?: ComponentEnv): unknown {
    const before = this.#env
    this.#env = env ?? before
    try {
      return this.#require(file, '')
    } finally {
      this.#env = before
    }
  }

  #require(id: string, from: string): unknown {
    const file = this.#resolve(id, from)
    const known = this.#loaded.get(file)
    if (known) return known.exports
    const module: Module = { exports: {} }
    this.#loaded.set(file, module)
    const { wx, App, getApp, getCurrentPages } = this.#globals
    // Looked up when called: a shared chunk may be loaded by one page and define nothing.
    const construct = (name: 'Page' | 'Component' | 'Behavior') => (definition?: object) =>
      (this.#env?.[name] ?? outside(name))(definition as object)
    this.#functions[file]?.(
      (other: string) => this.#require(other, file),
      module,
      module.exports,
      wx,
      App,
      construct('Page'),
      construct('Component'),
      construct('Behavior'),
      getApp,
      getCurrentPages,
    )
    return module.exports
  }

  #resolve(id: string, from: string): string {
    const parts: string[] = id.startsWith('/') || from === '' ? [] : from.split('/').slice(0, -1)
    for (const part of id.split('/')) {
      if (part === '..') parts.pop()
      else if (part !== '' && part !== '.') parts.push(part)
    }
    const path = parts.join('/')
    const file = [path, `${path}.js`, `${path}/index.js`].find((one) => Object.hasOwn(this.#functions, one))
    if (file === undefined)
      throw new Error(`module '${path}.js' is not defined, require args is '${id}' (from ${from})`)
    return file
  }
}
