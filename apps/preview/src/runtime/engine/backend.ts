import * as glassEasel from 'glass-easel'
import { rewriteValue } from '../../compile/style-units.ts'
import { listenToPointers } from './events.ts'

interface WithEngineElement {
  __wxElement?: glassEasel.Element
}

/** glass-easel's DOM backend, with a phone's events and units instead of a browser's. */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  override document = {
    createElement: (tag: string): HTMLElement => withPhoneUnits(document.createElement(tag)),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  }

  constructor(root: HTMLElement) {
    super()
    listenToPointers(root, (from, type, detail, options) => {
      const target = engineElement(from)
      if (target === undefined) return false
      const event = new glassEasel.Event(type, detail, options)
      glassEasel.Event.dispatchEvent(target, event)
      return event.getEventBubbleStatus() !== 0
    })
  }

  /**
   * Nothing to do: pointers are listened to at the root, and the browser's own `input`, `change`, `error`, `scroll` …
   * must not reach a page a second time beside the events that the tags send.
   */
  override setListenerStats(): void {}
}

function engineElement(from: Element): glassEasel.Element | undefined {
  for (let node: Element | null = from; node !== null; node = node.parentElement) {
    const element = (node as WithEngineElement).__wxElement
    if (element !== undefined) return element
  }
  return undefined
}

/** `style="width: 20rpx"` does not go through the compiler. */
function withPhoneUnits(element: HTMLElement): HTMLElement {
  element.setAttribute = (name: string, value: string) => {
    Element.prototype.setAttribute.call(element, name, name === 'style' ? rewriteValue(String(value)) : value)
  }
  return element
}
