type Hooks = Partial<WechatMiniprogram.Page.ILifetime>
type Methods = Record<string, unknown>

/** What `this` is inside a page's methods. */
export type PageSelf<Data extends object, Own> = {
  readonly data: Readonly<Data>
  setData(patch: Partial<Data>, rendered?: () => void): void
  /** This page's state that is never rendered: controllers, timers, requests under way. */
  readonly own: Own
  /** Keeps the undo of a subscription; all of them run, last first, when the page goes. */
  undoLater(undo: () => void): void
}

export type PageDefinition<Data extends object, Own, PageMethods extends Methods> = {
  /** What the template reads, and nothing else: everything in it crosses to the render thread. */
  data: Data
  /** Makes the state of one opened page. Two may be open at once, so nothing lives in the module. */
  own: () => Own
  /** Life cycle hooks and event handlers. */
  methods: PageMethods & Hooks & ThisType<PageSelf<Data, Own> & PageMethods>
}

/**
 * Registers a page through the `Component` constructor: the same code then runs in both of WeChat's frameworks and
 * in the unit-test kit, which knows no `Page`.
 */
export function definePage<Data extends object, Own, PageMethods extends Methods>(
  definition: PageDefinition<Data, Own, PageMethods>,
): void {
  const undos = new WeakMap<object, (() => void)[]>()
  type Instance = { own?: Own; undoLater?: PageSelf<Data, Own>['undoLater'] }
  Component({
    data: definition.data,
    // The typings ask for an index signature of functions, which hooks of precise types do not have.
    methods: definition.methods as Record<string, () => void>,
    lifetimes: {
      created() {
        // The typings know only declared fields; on a phone an instance is an ordinary object.
        const page = this as Instance
        const kept: (() => void)[] = []
        undos.set(page, kept)
        page.own = definition.own()
        page.undoLater = (undo) => void kept.push(undo)
      },
      detached() {
        for (const undo of (undos.get(this) ?? []).splice(0).reverse()) undo()
      },
    },
  })
}
