import type { WechatPushQuery } from '@kaibo/live-core'
import type { Logger } from 'pino'
import { isSecretWord } from '../callback/is-secret-word.ts'
import { withDeadline } from '../callback/with-deadline.ts'
import type { Clock } from '../clock.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { ImageVerdict } from '../image/image-judge.ts'
import type { PushEvent } from './push-event.ts'
import { isSignedNow, type PushIdentity, readPush } from './read-push.ts'

type Dependencies = {
  /** The unguessable last part of the path. */
  callbackPath: string
  identity: PushIdentity
  /** Takes WeChat's word on an image. Returns what became of it, for the log. */
  hearImageVerdict: (traceId: string, verdict: ImageVerdict) => Promise<string>
  clock: Clock
  logger: Logger
}

/** Takes WeChat's message push. Answers only after the commit: WeChat tries three times, and then never again. */
export class WechatPushManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** The console's question whether the address is ours. Rejects with `not_found` or `callback_rejected`. */
  async verify(path: string, { echostr, ...query }: WechatPushQuery & { echostr: string }): Promise<string> {
    const { identity, clock } = this.#deps
    this.#checkPath(path)
    if (!isSignedNow(query, identity.token, clock())) throw rejected('the signature does not fit')
    return echostr
  }

  /** Rejects with `not_found` for a wrong path, `callback_rejected` for what WeChat did not send, `unavailable` without a store. */
  async receive(path: string, push: { query: WechatPushQuery; rawBody: Buffer }): Promise<void> {
    const { identity, clock, logger } = this.#deps
    this.#checkPath(path)
    const read = readPush(push, identity, clock())
    if (read.kind === 'rejected') throw rejected(read.why)
    if (read.kind === 'malformed') {
      // Sent again it would be the same; and a person has to see it.
      logger.error({ why: read.why }, 'a push of WeChat cannot be read')
      return
    }
    const outcome = await withDeadline(this.#take(read.event))
    logger.info({ event: read.event.kind, outcome }, 'wechat push')
  }

  async #take(event: PushEvent): Promise<string> {
    return event.kind === 'other' ? event.name : this.#deps.hearImageVerdict(event.traceId, event.verdict)
  }

  #checkPath(path: string): void {
    if (!isSecretWord(path, this.#deps.callbackPath)) {
      throw new KaiboError('not_found', 'There is nothing at this address.')
    }
  }
}

const rejected = (why: string) => new KaiboError('callback_rejected', `Push refused: ${why}.`)
