import type { Handlers } from '../http/handler.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { CallbackManager } from './callback-manager.ts'
import type { SrsHookManager } from './srs-hook-manager.ts'

/** Each provider has an address of its own; at those that are not configured there is nothing. */
export type CallbackReceivers = {
  callbacks?: Pick<CallbackManager, 'receive'>
  srsHooks?: Pick<SrsHookManager, 'receive'>
}

export const callbackHandlers = ({
  callbacks,
  srsHooks,
}: CallbackReceivers): Pick<Handlers, 'receiveTencentCssCallback' | 'receiveSrsHook'> => ({
  async receiveTencentCssCallback({ params, rawBody }) {
    await configured(callbacks).receive(params.secret, rawBody)
    return { code: 0 }
  },
  async receiveSrsHook({ params, source, rawBody }) {
    const isAllowed = await configured(srsHooks).receive(params.secret, source, rawBody)
    return { code: isAllowed ? 0 : 1 }
  },
})

function configured<Manager>(manager: Manager | undefined): Manager {
  if (manager === undefined) throw new KaiboError('not_found', 'There is nothing at this address.')
  return manager
}
