/** What the compiled script (`compile/compile.ts`) leaves in `globalThis.kaiboApp`. */
export interface AppBundle {
  readonly app: AppJson
  readonly theme?: Readonly<Record<'light' | 'dark', Record<string, string>>>
  readonly pages: readonly string[]
  readonly units: readonly BundledUnit[]
  readonly sheets: Readonly<Record<string, string>>
  readonly scopes: Readonly<Record<string, string>>
  readonly templates: Readonly<Record<string, TemplateGenerator>>
  readonly modules: Readonly<Record<string, ModuleFunction>>
}

export interface BundledUnit {
  readonly path: string
  readonly kind: 'page' | 'component'
  readonly json: Readonly<Record<string, unknown>>
  readonly usingComponents: Readonly<Record<string, string>>
}

export interface AppJson {
  readonly window?: WindowSettings
  readonly darkmode?: boolean
  /** `v2`: the newer look of the built-in tags. */
  readonly style?: string
}

/** The window part of `app.json`, and a page's own json, as far as they are shown. */
export interface WindowSettings {
  readonly navigationBarTitleText?: string
  readonly navigationBarBackgroundColor?: string
  readonly navigationBarTextStyle?: string
  readonly navigationStyle?: string
  readonly backgroundColor?: string
  readonly backgroundTextStyle?: string
  readonly enablePullDownRefresh?: boolean
  readonly onReachBottomDistance?: number
  readonly disableScroll?: boolean
}

export type TemplateGenerator = (name: string) => unknown
export type ModuleFunction = (...parameters: unknown[]) => void
