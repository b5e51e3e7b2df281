import type { Handlers } from '../http/handler.ts'
import type { SubscriptionManager } from './subscription-manager.ts'

export const subscriptionHandlers = (
  subscriptions: SubscriptionManager,
): Pick<Handlers, 'getSubscription' | 'subscribe'> => ({
  getSubscription: ({ user, params }) => subscriptions.get(user, params.roomId),
  subscribe: ({ user, params, body }) => subscriptions.subscribe(user, params.roomId, body),
})
