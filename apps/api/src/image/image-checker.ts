import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { OutsideError } from '../outside/outside-error.ts'
import type { Database } from '../storage/database.ts'
import { inParallel } from '../sweep/in-parallel.ts'
import { checkImage } from '../wechat/check-image.ts'
import { openidStore } from '../wechat/openid-store.ts'
import type { WechatApi } from '../wechat/wechat-api.ts'
import type { ImageJudge } from './image-judge.ts'
import type { ImageRow } from './image-row.ts'
import { imageStore } from './image-store.ts'
import type { ImageUrls } from './image-urls.ts'
import { ANSWER_MS, askAgainAfterMs, MOST_QUESTIONS } from './when-to-ask-again.ts'

type Dependencies = {
  database: Database
  api: WechatApi
  urls: ImageUrls
  judge: ImageJudge
  clock: Clock
  logger: Logger
}

const BATCH = 20
const AT_ONCE = 4
/** WeChat fetches the picture when it gets round to it. */
const FETCH_WITHIN_MS = 2 * 3_600_000

/** Asks WeChat about images that were uploaded, and again about those of which it said nothing. */
export class ImageChecker {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Asks about some of what is due; the next tick goes on. Several nodes share the work by rows. */
  async tick(): Promise<void> {
    const { database, clock } = this.#deps
    const nowMs = clock()
    const due = { now: new Date(nowMs), again: new Date(nowMs + ANSWER_MS), limit: BATCH }
    const images = await imageStore.claimDue(database, due)
    await inParallel(images, AT_ONCE, (image) => this.#check(image))
  }

  async #check(image: ImageRow): Promise<void> {
    const { judge, logger } = this.#deps
    if (image.checks > MOST_QUESTIONS) {
      logger.warn({ imageId: image.id }, 'WeChat gave no verdict on an image')
      return judge.giveUp(image.id)
    }
    try {
      await this.#ask(image)
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      logger.warn(
        { imageId: image.id, code: error.code, outcome: error.kind },
        'an image could not be checked',
      )
      await this.#later(image)
    }
  }

  async #ask(image: ImageRow): Promise<void> {
    const { database, api, urls, clock } = this.#deps
    const openid = (await openidStore.ofUsers(database, [image.owner_id])).get(image.owner_id)
    if (openid === undefined) throw new Error(`${image.owner_id} owns an image and is no user`)
    const traceId = await checkImage(api, {
      url: urls.previewUrlOf(image.id, clock() + FETCH_WITHIN_MS),
      openid,
      scene: image.purpose === 'avatar' ? 'profile' : 'forum',
    })
    await imageStore.noteQuestion(database, { traceId, imageId: image.id, askedAt: new Date(clock()) })
  }

  async #later(image: ImageRow): Promise<void> {
    const { database, clock } = this.#deps
    await imageStore.setCheck(database, image.id, new Date(clock() + askAgainAfterMs(image.checks)))
  }
}
