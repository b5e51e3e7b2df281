import { h, type Layer, pressable } from './layer.ts'

export interface ModalOptions {
  readonly title: string
  readonly content: string
  readonly showCancel: boolean
  readonly cancelText: string
  readonly cancelColor: string
  readonly confirmText: string
  readonly confirmColor: string
  readonly editable: boolean
  readonly placeholderText: string
}

export interface ModalAnswer {
  readonly confirm: boolean
  readonly cancel: boolean
  readonly content: string | null
}

export function showModal(layer: Layer, options: ModalOptions): Promise<ModalAnswer> {
  return layer.ask((done) => {
    const field = document.createElement('textarea')
    field.placeholder = options.placeholderText
    field.value = options.editable ? options.content : ''
    const answer = (confirm: boolean) => () =>
      done({ confirm, cancel: !confirm, content: options.editable ? field.value : null })
    const body: (Node | string)[] = options.title === '' ? [] : [h('h2', {}, options.title)]
    if (options.editable) body.push(field)
    else if (options.content !== '') body.push(h('p', {}, options.content))
    const buttons = [pressable(options.confirmText, { style: `color:${options.confirmColor}` }, answer(true))]
    if (options.showCancel) {
      buttons.unshift(pressable(options.cancelText, { style: `color:${options.cancelColor}` }, answer(false)))
    }
    const label = options.title || options.content
    return h(
      'phone-mask',
      {},
      h(
        'phone-modal',
        { role: 'dialog', 'aria-modal': 'true', 'aria-label': label },
        ...body,
        h('footer', {}, ...buttons),
      ),
    )
  })
}

export interface SheetOptions {
  readonly items: readonly string[]
  readonly alertText?: string
  readonly color?: string
}

/** Resolves with the index, or `undefined` for "cancel". */
export function showActionSheet(
  layer: Layer,
  { items, alertText, color }: SheetOptions,
): Promise<number | undefined> {
  return layer.ask((done) => {
    const title = alertText ? [h('p', {}, alertText)] : []
    const style = color ? { style: `color:${color}` } : {}
    const buttons = items.map((item, index) => pressable(item, style, () => done(index)))
    const cancel = pressable('取消', { class: 'phone-cancel' }, () => done(undefined))
    const sheet = h('phone-sheet', { role: 'dialog', 'aria-modal': 'true' }, ...title, ...buttons, cancel)
    const mask = h('phone-mask', { class: 'phone-bottom' }, sheet)
    mask.addEventListener('click', (event) => {
      if (event.target === mask) done(undefined)
    })
    return mask
  })
}

/** WeChat's own question from the bottom of the screen. */
export function askPermission(layer: Layer, appName: string, what: string): Promise<boolean> {
  return layer.ask((done) =>
    h(
      'phone-mask',
      { class: 'phone-bottom' },
      h(
        'phone-permission',
        { role: 'dialog', 'aria-modal': 'true', 'aria-label': what },
        h('phone-app', {}, h('i', {}, appName.slice(0, 1)), `${appName} 申请`),
        h('h2', {}, what),
        h(
          'footer',
          {},
          pressable('拒绝', { class: 'phone-refuse' }, () => done(false)),
          pressable('允许', { class: 'phone-allow' }, () => done(true)),
        ),
      ),
    ),
  )
}
