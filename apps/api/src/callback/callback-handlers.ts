import type { Handlers } from '../http/handler.ts'
import type { CallbackManager } from './callback-manager.ts'

export const callbackHandlers = (
  callbacks: CallbackManager,
): Pick<Handlers, 'receiveTencentCssCallback'> => ({
  async receiveTencentCssCallback({ params, rawBody }) {
    await callbacks.receive(params.secret, rawBody)
    return { code: 0 }
  },
})
