import type {
  ComponentSpace,
  Component as EngineComponent,
  EventOptions,
  PropertyDefinition,
} from 'glass-easel'
import type { BuiltInTag } from '../../tag-names.ts'

export type Props = Readonly<Record<string, unknown>>
export type Default = string | number | boolean | readonly unknown[] | null

/** One element of a built-in tag on a page. */
export interface TagElement {
  readonly element: HTMLElement
  readonly component: EngineComponent
  readonly id: string
  props(): Props
  /** Sends `bindNAME` to the page, in a later task: the page may be in the middle of `setData`. */
  emit(name: string, detail: unknown, options?: EventOptions): void
  /** A new value that the user gave: also reaches the page's data through `model:NAME`. */
  assign(name: string, value: unknown): void
}

export interface TagInstance {
  /** Called with every property after `mount`, then with those that changed. */
  update?(changed: Props, all: Props): void
  unmount?(): void
}

export interface TagDefinition {
  readonly name: BuiltInTag
  /** Every property with its default, whose type is how attribute strings are converted. */
  readonly props?: Readonly<Record<string, Default>>
  /** `false` for tags without children. */
  readonly slot?: boolean
  mount?(tag: TagElement): TagInstance
}

/** On every tag: reflected to the DOM, where the base sheet and assistive technology find them. */
const COMMON: Readonly<Record<string, string>> = {
  ariaRole: 'role',
  ariaLabel: 'aria-label',
  ariaLabelledby: 'aria-labelledby',
  ariaDescribedby: 'aria-describedby',
  ariaHidden: 'aria-hidden',
  ariaLive: 'aria-live',
  ariaAtomic: 'aria-atomic',
  ariaBusy: 'aria-busy',
  ariaChecked: 'aria-checked',
  ariaCurrent: 'aria-current',
  ariaDisabled: 'aria-disabled',
  ariaExpanded: 'aria-expanded',
  ariaHaspopup: 'aria-haspopup',
  ariaModal: 'aria-modal',
  ariaPressed: 'aria-pressed',
  ariaSelected: 'aria-selected',
  ariaValuemax: 'aria-valuemax',
  ariaValuemin: 'aria-valuemin',
  ariaValuenow: 'aria-valuenow',
  ariaValuetext: 'aria-valuetext',
  role: 'role',
  tabindex: 'tabindex',
}

const NO_CHILDREN = { content: () => () => ({ C: () => {}, B: {} }) }

/** Makes `<NAME>` known to every page and component of the space. */
export function defineTag(space: ComponentSpace, definition: TagDefinition): void {
  const mounted = new WeakMap<EngineComponent, { tag: TagElement; instance: TagInstance | undefined }>()
  const own = definition.props ?? {}
  const defined = space.defineComponent({
    is: `builtin/${definition.name}`,
    options: { propertyPassingDeepCopy: 'none', dataDeepCopy: 'none' },
    ...(definition.slot === false ? { template: NO_CHILDREN } : {}),
    properties: {
      ...Object.fromEntries(
        Object.keys(COMMON).map((name) => [name, { type: null, value: null, observer: reflect(name) }]),
      ),
      hidden: { type: Boolean, value: false, observer: reflect('hidden') },
      hoverClass: { type: String, value: 'none' },
      hoverStopPropagation: { type: Boolean, value: false },
      hoverStartTime: { type: Number, value: 0 },
      hoverStayTime: { type: Number, value: 0 },
      ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, property(name, value)])),
    },
    lifetimes: {
      attached() {
        const tag = createTagElement(this, own)
        if (tag === undefined) return
        if (this.id !== '') tag.element.id = this.id
        const instance = definition.mount?.(tag)
        mounted.set(this, { tag, instance })
        instance?.update?.(tag.props(), tag.props())
      },
      detached() {
        mounted.get(this)?.instance?.unmount?.()
        mounted.delete(this)
      },
    },
  })
  space.setGlobalUsingComponent(definition.name, defined)

  function property(name: string, value: Default): PropertyDefinition {
    return {
      type: propertyType(value),
      value,
      observer(changed) {
        const entry = mounted.get(this)
        entry?.instance?.update?.({ [name]: changed }, entry.tag.props())
      },
    }
  }
}

function reflect(name: string): (this: EngineComponent, value: unknown) => void {
  const attribute = COMMON[name] ?? name
  return function (value) {
    if (value === null || value === undefined || value === false) this.$$?.removeAttribute(attribute)
    else this.$$?.setAttribute(attribute, name === 'hidden' ? '' : String(value))
  }
}

function propertyType(value: Default): unknown {
  if (value === null) return null
  if (Array.isArray(value)) return Array
  return { string: String, number: Number, boolean: Boolean }[typeof value as 'string' | 'number' | 'boolean']
}

function createTagElement(component: EngineComponent, own: object): TagElement | undefined {
  const element = component.$$
  if (element === null) return undefined
  const names = Object.keys(own)
  return {
    element,
    component,
    id: component.id,
    props: () => Object.fromEntries(names.map((name) => [name, component.data[name]])),
    emit: (name, detail, options) => {
      setTimeout(() => {
        if (element.isConnected) component.triggerEvent(name, detail, options)
      })
    },
    assign: (name, value) => {
      component.replaceDataOnPath([name], value)
      component.applyDataUpdates()
    },
  }
}
