/** Timers that end together: once cleared, nothing that was planned happens, so a stopped tag stays silent. */
export class Timers {
  readonly #handles = new Set<ReturnType<typeof setTimeout>>()

  /** Returns its own undo. */
  after(delayMs: number, task: () => void): () => void {
    const handle = setTimeout(() => {
      this.#handles.delete(handle)
      task()
    }, delayMs)
    this.#handles.add(handle)
    return () => {
      clearTimeout(handle)
      this.#handles.delete(handle)
    }
  }

  /** Returns its own undo. */
  every(periodMs: number, task: () => void): () => void {
    let cancel = () => {}
    const plan = () => {
      cancel = this.after(periodMs, () => {
        plan()
        task()
      })
    }
    plan()
    return () => cancel()
  }

  clear(): void {
    for (const handle of this.#handles) clearTimeout(handle)
    this.#handles.clear()
  }
}
