import type { SubscribeRequest, Subscription, UnavailableReason, User } from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { StartTemplate } from '../config/wechat-config.ts'
import { roomOr404 } from '../room/room-access.ts'
import type { RoomRow } from '../room/room-row.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database } from '../storage/database.ts'
import { subscriptionStore } from './subscription-store.ts'

type Dependencies = {
  database: Database
  /** None: this server sends no messages. */
  template: StartTemplate | undefined
  clock: Clock
}

/** Who gets a message when a room goes live. */
export class SubscriptionManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Rejects with `not_found`. */
  async get(user: User, roomId: string): Promise<Subscription> {
    const { database, template } = this.#deps
    const room = roomOr404(await roomStore.find(database, roomId))
    const unavailable = template ? whyNot(room) : 'off'
    if (!template || unavailable !== undefined) {
      return { subscribed: false, ...(unavailable === undefined ? {} : { unavailable }) }
    }
    const asked = { roomId, userId: user.id, templateId: template.id }
    return { subscribed: await subscriptionStore.isWaiting(database, asked), templateId: template.id }
  }

  /**
   * Notes that the person accepted a message. One of another template than is sent now is of no use: the answer says
   * which one to ask for. Rejects with `not_found`.
   */
  async subscribe(user: User, roomId: string, { templateId }: SubscribeRequest): Promise<Subscription> {
    const { database, template, clock } = this.#deps
    if (template?.id === templateId) {
      await database.transaction(async (tx) => {
        // Under the room's lock: it cannot go live, and its subscribers be told, between the look and the note.
        const room = roomOr404(await roomStore.lock(tx, roomId))
        if (whyNot(room) !== undefined) return
        await subscriptionStore.accept(tx, { roomId, userId: user.id, templateId, now: new Date(clock()) })
      })
    }
    return this.get(user, roomId)
  }
}

/** A room whose show has begun tells nobody that it begins. */
function whyNot({ phase }: RoomRow): UnavailableReason | undefined {
  if (phase === 'unstarted') return undefined
  return phase === 'ended' ? 'ended' : 'live'
}
