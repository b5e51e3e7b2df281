/** A promise with its handles, for a test that decides when an answer comes. */
export function deferred<Value>(): {
  promise: Promise<Value>
  resolve: (value: Value) => void
  reject: (error: unknown) => void
} {
  let resolve: (value: Value) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  const promise = new Promise<Value>((...handles) => {
    ;[resolve, reject] = handles
  })
  return { promise, resolve, reject }
}

/** Lets everything run that waits for nothing but its turn. */
export const settle = (): Promise<void> => new Promise((done) => setImmediate(done))
