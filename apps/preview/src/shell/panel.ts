import type { LogEntry } from '../runtime/phone/phone-log.ts'
import { byId, h } from './element.ts'
import { logRow } from './log-row.ts'

const KEPT = 400
const CHOICES = [
  ['', '全部 All'],
  ['anchor', '主播 Broadcaster'],
  ['viewer', '观众 Viewer'],
] as const

/** What happens on the phones, newest first. */
export class Panel {
  readonly #list = byId('log')

  constructor() {
    const buttons = CHOICES.map(([user, label]) => {
      const button = h('button', { type: 'button', 'aria-pressed': String(user === '') }, label)
      button.addEventListener('click', () => {
        this.#list.dataset.only = user
        for (const other of buttons) other.setAttribute('aria-pressed', String(other === button))
      })
      return button
    })
    const clear = h('button', { type: 'button' }, '清空 Clear')
    clear.addEventListener('click', () => this.#list.replaceChildren())
    byId('filters').append(...buttons, clear)
  }

  add(user: string, entry: LogEntry): void {
    this.#prepend(logRow(user, entry))
  }

  /** Something that was done outside of the phones. */
  note(text: string): void {
    const at = new Date()
    const time = h('time', { datetime: at.toISOString() }, at.toLocaleTimeString('en-GB'))
    const side = h('span', { class: 'side' }, 'sandbox')
    this.#prepend(h('li', { 'data-kind': 'note' }, time, h('span', {}, text), side))
  }

  #prepend(row: HTMLElement): void {
    this.#list.prepend(row)
    if (this.#list.childElementCount > KEPT) this.#list.lastElementChild?.remove()
  }
}
