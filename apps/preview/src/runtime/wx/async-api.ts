/** What an API is called with; the callbacks are taken out before `run` sees it. */
export type Options = Readonly<Record<string, unknown>>
export type Result = Readonly<Record<string, unknown>>
export type Api = (options?: Options) => unknown

interface Callbacks {
  success?: (result: Result) => void
  fail?: (error: Result) => void
  complete?: (result: Result) => void
}

/** A refusal that a phone would give: `fail({ errMsg: 'NAME:fail MESSAGE', ...extra })`. */
export class WxFail extends Error {
  override readonly name = 'WxFail'
  readonly extra: Result
  constructor(message: string, extra: Result = {}) {
    super(message)
    this.extra = extra
  }
}

/**
 * Gives a function the form of WeChat's asynchronous APIs: callbacks in a later task when there are any, otherwise
 * a promise. An error that is not a `WxFail` is a defect, of the page or of the preview, and stays uncaught.
 */
export function asyncApi(
  name: string,
  run: (options: Options) => Promise<Result | undefined> | Result | undefined,
): Api {
  return (given = {}) => {
    const { success, fail, complete, ...options } = given as Callbacks & Record<string, unknown>
    const work = (async () => ({ errMsg: `${name}:ok`, ...(await run(options)) }))()
    if (!success && !fail && !complete) return work.catch((error) => Promise.reject(failure(name, error)))
    const later = (callback: ((result: Result) => void) | undefined, result: Result) => {
      // In its own task: what the callback throws must not look like a failure of the API.
      if (callback) setTimeout(() => callback(result))
    }
    work.then(
      (result) => {
        later(success, result)
        later(complete, result)
      },
      (error) => {
        const result = failure(name, error)
        later(fail, result)
        later(complete, result)
      },
    )
    return undefined
  }
}

function failure(name: string, error: unknown): Result {
  if (error instanceof WxFail) return { errMsg: `${name}:fail ${error.message}`, ...error.extra }
  reportError(error)
  return { errMsg: `${name}:fail ${String(error)}` }
}
