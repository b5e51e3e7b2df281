export type Timers = {
  start(id: number, delayMs: number): void
  cancel(id: number): void
  cancelAll(): void
}

/** Timers by the machine's own numbers. */
export function createTimers(fired: (id: number) => void): Timers {
  const handles = new Map<number, ReturnType<typeof setTimeout>>()
  const cancel = (id: number): void => {
    const handle = handles.get(id)
    if (handle !== undefined) clearTimeout(handle)
    handles.delete(id)
  }
  return {
    start(id, delayMs) {
      cancel(id)
      const handle = setTimeout(() => {
        handles.delete(id)
        fired(id)
      }, delayMs)
      handles.set(id, handle)
    },
    cancel,
    cancelAll() {
      for (const id of [...handles.keys()]) cancel(id)
    },
  }
}
