import * as glassEasel from 'glass-easel'
import { type CodeSpace, MiniProgramEnv, type Root } from 'glass-easel-miniprogram-adapter'
import type { AppBundle } from '../app-bundle.ts'
import { PhoneBackend } from './backend.ts'
import { ModuleLoader, type PageGlobals } from './module-loader.ts'

export interface CodeLoaderOptions {
  readonly bundle: AppBundle
  readonly root: HTMLElement
  readonly globals: PageGlobals
  readonly onWarning: (text: string) => void
}

/** Templates, sheets and scripts of one mini-program inside glass-easel; a page's code runs when it is first opened. */
export class CodeLoader {
  readonly space: CodeSpace
  readonly #bundle: AppBundle
  readonly #modules: ModuleLoader
  readonly #backend: ReturnType<MiniProgramEnv['associateBackend']>
  readonly #ready = new Set<string>()

  constructor({ bundle, root, globals, onWarning }: CodeLoaderOptions) {
    const env = new MiniProgramEnv()
    this.#bundle = bundle
    this.space = env.createCodeSpace('main', true)
    this.#backend = env.associateBackend(new PhoneBackend(root))
    this.#modules = new ModuleLoader(bundle.modules, globals)
    surfaceErrors(onWarning)
    this.#addUnits()
  }

  runApp(): void {
    this.#modules.run('app.js')
  }

  createPage(route: string, query: Readonly<Record<string, string>>): Root {
    this.#load(route)
    const search = Object.entries(query).map(([name, value]) => `${name}=${value}`)
    return this.#backend.createRoot(
      'page',
      this.space,
      `/${route}${search.length > 0 ? `?${search.join('&')}` : ''}`,
    )
  }

  #addUnits(): void {
    for (const { path, kind, json, usingComponents } of this.#bundle.units) {
      // A page that is marked as a component is still a page: the mark would cut it off from app.wxss.
      const { component: _, ...config } = json
      const isolated = kind === 'component' ? { component: true } : {}
      this.space.addComponentStaticConfig(path, { ...config, ...isolated, usingComponents })
      const content = this.#bundle.templates[path]
      if (content) this.space.addCompiledTemplate(path, { groupList: this.#bundle.templates, content })
      this.space.addStyleSheet(path, undefined, this.#bundle.scopes[path])
    }
    for (const [path, css] of Object.entries(this.#bundle.sheets)) {
      const style = document.createElement('style')
      style.dataset.sheet = path
      style.textContent = css
      document.head.append(style)
    }
  }

  /** Components first: a page's definition resolves its `usingComponents` when it is registered. */
  #load(path: string): void {
    if (this.#ready.has(path)) return
    this.#ready.add(path)
    const unit = this.#bundle.units.find((one) => one.path === path)
    if (unit === undefined) return
    for (const used of Object.values(unit.usingComponents)) this.#load(used.slice(1))
    this.space.componentEnv(path, (env) => this.#modules.run(`${path}.js`, env))
  }
}

/** glass-easel catches what a page's code throws; here it is an uncaught error again, so that a test fails. */
function surfaceErrors(onWarning: (text: string) => void): void {
  glassEasel.addGlobalErrorListener((error) => {
    reportError(error)
    return false
  })
  glassEasel.addGlobalWarningListener((message, related) => {
    const where = typeof related === 'string' ? related : related?.is
    onWarning(where ? `${where}: ${message}` : message)
    return false
  })
}
