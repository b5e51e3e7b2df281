/** A promise that the test ends when it likes. */
export type Deferred<Value = void> = {
  promise: Promise<Value>
  resolve(value: Value): void
  reject(error: Error): void
}

export function deferred<Value = void>(): Deferred<Value> {
  let resolve: Deferred<Value>['resolve'] = () => {}
  let reject: Deferred<Value>['reject'] = () => {}
  const promise = new Promise<Value>((...settle) => {
    ;[resolve, reject] = settle
  })
  return { promise, resolve, reject }
}
