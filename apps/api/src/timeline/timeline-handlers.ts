import type { Handlers } from '../http/handler.ts'
import type { TimelineManager } from './timeline-manager.ts'

export const timelineHandlers = (timelines: TimelineManager): Pick<Handlers, 'getTimeline'> => ({
  getTimeline: ({ user, params }) => timelines.getTimeline(user, params.roomId),
})
