/** What a caller may see of a refusal: all but the request's id. `none` when it was not refused. */
export const refusalOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    ({ code, message, issues, headers }) => ({ code, message, issues, headers }),
  )
