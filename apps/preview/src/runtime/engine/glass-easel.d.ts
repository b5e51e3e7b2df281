/**
 * The little that this runtime uses of glass-easel and its adapter, declared by hand: the adapter's package names a
 * declaration file that it does not have, and the engine's own declarations carry types through generics that
 * a runtime for unknown pages cannot fill in.
 */
declare module 'glass-easel' {
  export interface EventOptions {
    originalEvent?: unknown
    bubbles?: boolean
    composed?: boolean
    capturePhase?: boolean
    extraFields?: Record<string, unknown>
  }

  export class Event<Detail> {
    constructor(name: string, detail: Detail, options?: EventOptions)
    static dispatchEvent<Detail>(target: Element, event: Event<Detail>): void
    getEventBubbleStatus(): number
  }

  export interface Element {
    readonly id: string
    readonly $$: HTMLElement | null
    readonly ownerShadowRoot: { getHostNode(): Component } | null
    triggerEvent(name: string, detail: unknown, options?: EventOptions): void
  }

  export interface Component extends Element {
    readonly is: string
    readonly data: Record<string, unknown>
    getShadowRoot(): { querySelector(selector: string): Element | null } | null
    replaceDataOnPath(path: (string | number)[], value: unknown): void
    applyDataUpdates(): void
    triggerPageLifetime(name: string, args: unknown[]): void
    getMethodCaller(): unknown
    readonly classList: { toggle(name: string, force?: boolean): void }
  }

  export interface PropertyDefinition {
    type: unknown
    value?: unknown
    observer?: (this: Component, value: unknown) => void
  }

  export interface ComponentDefinition {
    is: string
    options?: Record<string, unknown>
    template?: unknown
    properties?: Record<string, PropertyDefinition>
    lifetimes?: Record<string, (this: Component) => void>
  }

  export interface ComponentSpace {
    defineComponent(definition: ComponentDefinition): unknown
    setGlobalUsingComponent(tag: string, definition: unknown): void
  }

  export class CurrentWindowBackendContext {
    document: { createElement(tag: string): HTMLElement }
    setListenerStats(element: unknown, type: string, capture: boolean, mutLevel: number): void
  }

  export const Component: { isComponent(value: unknown): value is Component }

  /** `false` from a listener stops the console line that glass-easel would write itself. */
  export function addGlobalErrorListener(
    listener: (error: unknown, method?: string) => boolean | undefined,
  ): void
  export function addGlobalWarningListener(
    listener: (message: string, related: Component | string) => boolean | undefined,
  ): void
}

declare module 'glass-easel-miniprogram-adapter' {
  import type { Component, ComponentSpace, CurrentWindowBackendContext } from 'glass-easel'

  /** `this` of a page or component: methods, `data`, `setData`. */
  export interface Caller {
    readonly data: Record<string, unknown>
    readonly _$: Component
    createSelectorQuery(): { in(component: unknown): unknown }
    [member: string]: unknown
  }

  export interface Root {
    get(): Caller
    getComponent(): Component
    attach(parent: Node, placeholder: Node): void
    release(): void
  }

  export interface ComponentEnv {
    Page(definition: object): void
    Component(definition?: object): unknown
    Behavior(definition?: object): unknown
  }

  export interface CodeSpace {
    getComponentSpace(): ComponentSpace
    addStyleSheet(path: string, url: string | undefined, scope: string | undefined): void
    addCompiledTemplate(path: string, content: object): void
    addComponentStaticConfig(path: string, content: object): void
    componentEnv<T>(path: string, run: (env: ComponentEnv) => T): T
  }

  export class MiniProgramEnv {
    getGlobalCodeSpace(): CodeSpace
    associateBackend(context: CurrentWindowBackendContext): {
      createRoot(tag: string, space: CodeSpace, url: string): Root
    }
    createCodeSpace(id: string, isMain: boolean): CodeSpace
  }
}
