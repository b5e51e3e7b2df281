import type { ImageState } from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { ContentPolicy } from '../config/wechat-config.ts'
import { hideCover, showCover } from '../room/room-covers.ts'
import type { Database, Queryable } from '../storage/database.ts'
import type { ImageRow } from './image-row.ts'
import { imageStore } from './image-store.ts'
import type { ImageUrls } from './image-urls.ts'
import { askAgainAfterMs, MOST_QUESTIONS } from './when-to-ask-again.ts'

/** What WeChat says of an image. `undecided`: it could not look at it, or gave no verdict that is known. */
export type ImageVerdict = 'pass' | 'review' | 'risky' | 'undecided'

type Dependencies = {
  database: Database
  urls: ImageUrls
  policy: ContentPolicy
  clock: Clock
  /** Rooms may have changed. */
  onCommit: () => void
}

/** What the policy makes of a verdict; nothing: the image is asked about again. */
const RULES: Record<ContentPolicy, Partial<Record<ImageVerdict, ImageState>>> = {
  strict: { pass: 'approved', review: 'rejected', risky: 'rejected' },
  lenient: { pass: 'approved', review: 'approved', risky: 'rejected' },
  off: { pass: 'approved', review: 'approved', risky: 'rejected' },
}

/** Decides on images and shows or hides what was decided on. */
export class ImageJudge {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Takes WeChat's answer to the question of this name. Returns what became of the image; unknown questions change nothing. */
  async hear(traceId: string, verdict: ImageVerdict): Promise<ImageState | 'unknown'> {
    const { database, policy, onCommit } = this.#deps
    const outcome = await database.transaction(async (tx) => {
      const imageId = await imageStore.byTrace(tx, traceId)
      const image = imageId === undefined ? undefined : await imageStore.lock(tx, imageId)
      if (!image) return 'unknown' as const
      const state = RULES[policy][verdict]
      if (state === undefined) return this.#askAgain(tx, image)
      return this.#decide(tx, image, state)
    })
    onCommit()
    return outcome
  }

  /** No verdict will come any more: whether the image is shown all the same is the policy's choice. */
  async giveUp(imageId: string): Promise<void> {
    const { database, policy, onCommit } = this.#deps
    await database.transaction(async (tx) => {
      const image = await imageStore.lock(tx, imageId)
      if (!image) return
      await imageStore.setCheck(tx, imageId, null)
      if (policy === 'lenient' && image.state === 'pending') await this.#decide(tx, image, 'approved')
    })
    onCommit()
  }

  async #decide(tx: Queryable, image: ImageRow, state: ImageState): Promise<ImageState> {
    // Two questions about one image may be answered differently: what was called risky once stays so.
    if (image.state === 'rejected' || image.state === state) return image.state
    const now = new Date(this.#deps.clock())
    await imageStore.decide(tx, image.id, { state, now })
    const cover = { imageId: image.id, url: this.#deps.urls.urlOf(image.id), now }
    await (state === 'approved' ? showCover(tx, cover) : hideCover(tx, cover))
    return state
  }

  async #askAgain(tx: Queryable, image: ImageRow): Promise<ImageState> {
    const nowMs = this.#deps.clock()
    const mayAsk = image.checks < MOST_QUESTIONS
    if (mayAsk) await imageStore.setCheck(tx, image.id, new Date(nowMs + askAgainAfterMs(image.checks)))
    return image.state
  }
}
