/** Builds an element: `h('phone-modal', { role: 'dialog' }, 'text', child)`. */
export function h(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElement {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

export function pressable(
  text: string,
  attributes: Readonly<Record<string, string>>,
  onPress: () => void,
): HTMLElement {
  const element = h('button', { type: 'button', ...attributes }, text)
  element.addEventListener('click', onPress)
  return element
}

/** Above every page: dialogs, toasts, the phone's own settings. */
export class Layer {
  readonly element: HTMLElement
  constructor(element: HTMLElement) {
    this.element = element
  }

  /** Returns its own undo. */
  show(element: HTMLElement): () => void {
    this.element.append(element)
    return () => element.remove()
  }

  /** Shows what `build` makes until it calls `done`. */
  ask<Answer>(build: (done: (answer: Answer) => void) => HTMLElement): Promise<Answer> {
    return new Promise((resolve) => {
      const close = this.show(
        build((answer) => {
          close()
          resolve(answer)
        }),
      )
    })
  }
}
