import type { EventOptions } from 'glass-easel'

type Dispatch = (from: Element, type: string, detail: unknown, options: EventOptions) => boolean

const TAP_DISTANCE_PX = 10
const LONG_PRESS_MS = 350

interface Press {
  readonly x: number
  readonly y: number
  readonly target: Element
  readonly timer: ReturnType<typeof setTimeout>
  isTap: boolean
  isLong: boolean
}

/**
 * Turns pointers (mouse, finger, Playwright) into the events a mini-program knows: touchstart, touchmove, touchend,
 * touchcancel, longpress and tap. A native form event never goes through here: the tags send their own.
 */
export function listenToPointers(root: HTMLElement, dispatch: Dispatch): void {
  const presses = new Map<number, Press>()

  const send = (type: string, press: Press, event: PointerEvent | MouseEvent): void => {
    const detail = { x: event.clientX, y: event.clientY }
    const touch = { identifier: 0, ...pagePoint(event), clientX: event.clientX, clientY: event.clientY }
    const touches = type === 'touchend' || type === 'touchcancel' ? [] : [touch]
    const extraFields = { touches, changedTouches: [touch] }
    const options = { originalEvent: event, bubbles: true, composed: true, capturePhase: true, extraFields }
    if (dispatch(press.target, type, detail, options) && event.cancelable) event.preventDefault()
  }

  root.addEventListener('pointerdown', (event) => {
    if (!(event.target instanceof Element) || event.button !== 0) return
    const press: Press = {
      x: event.clientX,
      y: event.clientY,
      target: event.target,
      isTap: true,
      isLong: false,
      timer: setTimeout(() => {
        press.isLong = press.isTap
        if (press.isTap) send('longpress', press, event)
      }, LONG_PRESS_MS),
    }
    presses.set(event.pointerId, press)
    send('touchstart', press, event)
  })
  root.addEventListener('pointermove', (event) => {
    const press = presses.get(event.pointerId)
    if (press === undefined) return
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > TAP_DISTANCE_PX) press.isTap = false
    send('touchmove', press, event)
  })
  const end = (type: 'touchend' | 'touchcancel') => (event: PointerEvent) => {
    const press = presses.get(event.pointerId)
    if (press === undefined) return
    presses.delete(event.pointerId)
    clearTimeout(press.timer)
    send(type, press, event)
    const longPressed = press.isLong && glassEaselListens(press.target, 'longpress')
    if (type === 'touchend' && press.isTap && !longPressed && !isDisabled(press.target))
      send('tap', press, event)
  }
  root.addEventListener('pointerup', end('touchend'))
  root.addEventListener('pointercancel', end('touchcancel'))
  // A key press on a button, or `element.click()`: there was no pointer, and `detail` counts pointer clicks.
  root.addEventListener('click', (event) => {
    const { target } = event
    // A <label> clicks its control without a pointer too; the label's own tap has been sent by then.
    if (event.detail !== 0 || target instanceof HTMLInputElement) return
    if (!(target instanceof Element) || isDisabled(target)) return
    const timer = setTimeout(() => {})
    send('tap', { x: event.clientX, y: event.clientY, target, isTap: true, isLong: false, timer }, event)
  })
  for (const type of ['transitionend', 'animationstart', 'animationend', 'animationiteration'] as const) {
    root.addEventListener(type, (event) => {
      if (event.target instanceof Element)
        dispatch(event.target, type, {}, { originalEvent: event, bubbles: true })
    })
  }
}

const isDisabled = (target: Element): boolean => target.closest('button[disabled]') !== null

function glassEaselListens(target: Element, type: string): boolean {
  for (let node: Element | null = target; node !== null; node = node.parentElement) {
    const listeners = (node as { __wxElement?: { _$eventTarget?: { listeners: object } } }).__wxElement
      ?._$eventTarget
    if (listeners !== undefined && type in listeners.listeners) return true
  }
  return false
}

/** Where a point is on its page, scrolled part included. */
function pagePoint(event: MouseEvent): { pageX: number; pageY: number } {
  const content = event.target instanceof Element ? event.target.closest('[data-route]') : null
  const box = content?.getBoundingClientRect()
  return {
    pageX: event.clientX - (box?.left ?? 0),
    pageY: event.clientY - (box?.top ?? 0) + (content?.scrollTop ?? 0),
  }
}
