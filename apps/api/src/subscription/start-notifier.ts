import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { StartTemplate, WechatConfig } from '../config/wechat-config.ts'
import { OutsideError } from '../outside/outside-error.ts'
import type { RoomRow } from '../room/room-row.ts'
import { roomStore } from '../room/room-store.ts'
import { roomPageOf } from '../share/room-page.ts'
import type { Database } from '../storage/database.ts'
import { inParallel } from '../sweep/in-parallel.ts'
import { openidStore } from '../wechat/openid-store.ts'
import { sendMessage } from '../wechat/send-message.ts'
import type { WechatApi } from '../wechat/wechat-api.ts'
import { startMessageFields } from './start-message.ts'
import { type StartNotice, startNoticeStore } from './start-notice-store.ts'
import { type Subscriber, type SubscriptionState, subscriptionStore } from './subscription-store.ts'

type Dependencies = {
  database: Database
  api: WechatApi
  template: StartTemplate
  wechat: Pick<WechatConfig, 'roomPage' | 'envVersion'>
  clock: Clock
  logger: Logger
}

/** A tick does so much and comes to its end also when WeChat is slow; the next one goes on. */
const ROOMS = 3
const BATCH = 100
const AT_ONCE = 10
/** Whoever took a room and died is followed after this. */
const LEASE_MS = 60_000
/** What was surely not sent is tried again after this. */
const RETRY_MS = 10_000
/** "It begins" is no news any more. */
const NEWS_MS = 15 * 60_000
/** No call takes so long: its sender has died. */
const DEAD_MS = 5 * 60_000

type Settled = Exclude<SubscriptionState, 'sending'>

/** Tells those who asked for it that a room is live: one message each, in batches, by any node. */
export class StartNotifier {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  async tick(): Promise<void> {
    const { database, clock } = this.#deps
    const nowMs = clock()
    const due = { now: new Date(nowMs), again: new Date(nowMs + LEASE_MS), limit: ROOMS }
    for (const notice of await startNoticeStore.claimDue(database, due)) await this.#tell(notice)
  }

  async #tell(notice: StartNotice): Promise<void> {
    const { database, clock, logger } = this.#deps
    const { room_id: roomId } = notice
    const nowMs = clock()
    await subscriptionStore.giveUpTakenBefore(database, roomId, new Date(nowMs - DEAD_MS))
    const room = await this.#roomToTellOf(notice)
    if (!room) return startNoticeStore.next(database, roomId, null)
    const taken = await subscriptionStore.take(database, { roomId, now: new Date(nowMs), limit: BATCH })
    const states = await this.#send(room, taken)
    if (states.length > 0) {
      const sent = states.filter((state) => state === 'sent').length
      logger.info({ roomId, messages: states.length, sent }, 'subscribers were told')
    }
    return startNoticeStore.next(database, roomId, nextAt(states, clock()))
  }

  /** None any more when the show is over or began a while ago. */
  async #roomToTellOf({ room_id, began_at }: StartNotice): Promise<RoomRow | undefined> {
    const { database, clock } = this.#deps
    if (clock() - began_at.getTime() > NEWS_MS) return undefined
    const room = await roomStore.find(database, room_id)
    return room && (room.phase === 'live' || room.phase === 'interrupted') ? room : undefined
  }

  async #send(room: RoomRow, taken: readonly Subscriber[]): Promise<Settled[]> {
    const { database } = this.#deps
    const openids = await openidStore.ofUsers(
      database,
      taken.map(({ user_id }) => user_id),
    )
    const states: Settled[] = []
    await inParallel(taken, AT_ONCE, async (subscriber) => {
      const openid = openids.get(subscriber.user_id)
      // What concerns the template concerns all: the others keep their acceptance.
      const state = states.includes('failed')
        ? 'waiting'
        : openid === undefined
          ? 'refused'
          : await this.#sendOne(room, { openid, subscriber })
      states.push(state)
      await subscriptionStore.settle(database, subscriber, state)
    })
    return states
  }

  async #sendOne(
    room: RoomRow,
    { openid, subscriber }: { openid: string; subscriber: Subscriber },
  ): Promise<Settled> {
    const { api, template, wechat, clock, logger } = this.#deps
    const { page, query } = roomPageOf(wechat.roomPage, room.id)
    const startedAtMs = room.started_at?.getTime() ?? clock()
    try {
      const outcome = await sendMessage(api, {
        openid,
        templateId: subscriber.template_id,
        page: `${page}?${query}`,
        fields: startMessageFields(template, {
          title: room.title,
          broadcaster: room.owner_name,
          startedAtMs,
        }),
        envVersion: wechat.envVersion,
      })
      if (outcome !== 'misconfigured') return outcome
      logger.error({ roomId: room.id }, MEND)
      return 'failed'
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      logger.warn({ roomId: room.id, code: error.code, outcome: error.kind }, 'a message was not sent')
      return AFTER[error.kind]
    }
  }
}

/** Only what was surely not sent may be sent again: an acceptance is good for one message. */
const AFTER = { 'not-sent': 'waiting', unknown: 'unknown', refused: 'failed' } as const satisfies Record<
  OutsideError['kind'],
  Settled
>

/** When to go on after a batch; null: everybody was told, or nobody can be. */
function nextAt(states: readonly Settled[], nowMs: number): Date | null {
  if (states.includes('failed')) return null
  if (states.includes('waiting')) return new Date(nowMs + RETRY_MS)
  return states.length === BATCH ? new Date(nowMs) : null
}

const MEND =
  'WeChat takes no message of this template: compare KAIBO_WECHAT_START_TEMPLATE_ID and _FIELDS with the console, and KAIBO_WECHAT_ROOM_PAGE with the published pages'
