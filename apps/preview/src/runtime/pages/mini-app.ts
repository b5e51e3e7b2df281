import type { LaunchOptions } from '../wx/context.ts'

/** `App({…})`: its object, and its lifecycle. */
export class MiniApp {
  #app: Record<string, unknown> = {}

  readonly register = (options: Record<string, unknown>): void => {
    this.#app = options
  }

  readonly get = (): Record<string, unknown> => this.#app

  call(
    method: 'onLaunch' | 'onShow' | 'onHide' | 'onError',
    argument: LaunchOptions | string | undefined,
  ): void {
    const handler = this.#app[method]
    if (typeof handler !== 'function') return
    try {
      handler.call(this.#app, argument)
    } catch (error) {
      // An error in `onError` itself would come back here for ever.
      if (method === 'onError') throw error
      reportError(error)
    }
  }
}
