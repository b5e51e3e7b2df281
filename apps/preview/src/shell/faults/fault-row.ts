import { h } from '../element.ts'
import type { Fault } from './fault.ts'
import type { Faults } from './sandbox-types.ts'

export interface FaultRow {
  readonly element: HTMLElement
  show(faults: Faults): void
}

/** A fault as a switch with its explanation. */
export function faultRow(fault: Fault, toggle: (fault: Fault, on: boolean) => void): FaultRow {
  const { id, name, what } = fault
  const button = h(
    'button',
    { type: 'button', role: 'switch', 'aria-checked': 'false', 'data-fault': id, class: 'fault' },
    h('span', { class: 'fault-name' }, name.zh, h('small', {}, name.en)),
    h('i', { 'aria-hidden': 'true' }),
    h('span', { class: 'fault-what' }, what.zh, h('small', {}, what.en)),
  )
  button.addEventListener('click', () => toggle(fault, button.getAttribute('aria-checked') !== 'true'))
  return {
    element: button,
    show: (faults) => button.setAttribute('aria-checked', String(fault.isOn(faults))),
  }
}
