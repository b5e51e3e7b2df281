/** A named control as its `<form>` sees it. */
export interface FormField {
  name(): string
  value(): unknown
  reset(): void
}

class FormFields {
  readonly #fields = new Map<HTMLElement, FormField>()

  /** Returns its own undo. */
  add(element: HTMLElement, field: FormField): () => void {
    this.#fields.set(element, field)
    return () => {
      this.#fields.delete(element)
    }
  }

  /** The controls inside, in the order of the page. */
  within(form: HTMLElement): FormField[] {
    return [...this.#fields]
      .filter(([element]) => form.contains(element))
      .sort(([a], [b]) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
      .map(([, field]) => field)
  }
}

export const fields = new FormFields()
