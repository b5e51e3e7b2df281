import type { Handlers } from '../http/handler.ts'
import type { HeartbeatManager } from './heartbeat-manager.ts'

export const heartbeatHandlers = (heartbeats: HeartbeatManager): Pick<Handlers, 'sendHeartbeat'> => ({
  sendHeartbeat: ({ user, params, body }) => heartbeats.beat(user, params.roomId, body),
})
