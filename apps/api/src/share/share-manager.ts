import { type Share, sceneOfRoom } from '@kaibo/live-core'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { WechatConfig } from '../config/wechat-config.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import { OutsideError } from '../outside/outside-error.ts'
import { roomOr404 } from '../room/room-access.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database } from '../storage/database.ts'
import { type CodePicture, makeUnlimitedCode } from '../wechat/unlimited-code.ts'
import { makeUrlLink } from '../wechat/url-link.ts'
import type { WechatApi } from '../wechat/wechat-api.ts'
import { KeptAnswers } from './kept-answers.ts'
import { roomPageOf } from './room-page.ts'

type Dependencies = {
  database: Database
  api: WechatApi
  wechat: Pick<WechatConfig, 'roomPage' | 'envVersion'>
  clock: Clock
  logger: Logger
}

const DAY_MS = 24 * 3_600_000
const MINUTE_MS = 60_000
/** WeChat keeps a link for 30 days at most; one that is handed out is good for 29 more. */
const LINK_DAYS = 30
/** WeChat says so when the page is not in the published version. */
const PAGE_NOT_PUBLISHED = '41030'

/** Codes and links that lead people to a room. */
export class ShareManager {
  readonly #deps: Dependencies
  readonly #codes: KeptAnswers<CodePicture>
  readonly #links: KeptAnswers<string>

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
    const { api, clock } = dependencies
    const { roomPage, envVersion } = dependencies.wechat
    this.#codes = new KeptAnswers({
      make: (roomId) => makeUnlimitedCode(api, { scene: sceneOfRoom(roomId), page: roomPage, envVersion }),
      // A hundred kilobytes each.
      most: 100,
      keepMs: DAY_MS,
      keepFailureMs: MINUTE_MS / 6,
      clock,
    })
    this.#links = new KeptAnswers({
      make: (roomId) => {
        const { page, query } = roomPageOf(roomPage, roomId)
        return makeUrlLink(api, { path: page, query, envVersion, days: LINK_DAYS })
      },
      most: 10_000,
      keepMs: DAY_MS,
      // An account that gets no links would be told so again and again.
      keepFailureMs: 10 * MINUTE_MS,
      clock,
    })
  }

  /** Rejects with `not_found`. A link that cannot be had now is left out. */
  async share(roomId: string): Promise<Share> {
    await this.#room(roomId)
    const { page, query } = roomPageOf(this.#deps.wechat.roomPage, roomId)
    const urlLink = await this.#links.get(roomId).catch((error: unknown) => {
      if (!(error instanceof OutsideError)) throw error
      this.#deps.logger.warn(
        { roomId, code: error.code, outcome: error.kind },
        'WeChat gives no link to a room',
      )
      return undefined
    })
    return { path: `/${page}?${query}`, ...(urlLink === undefined ? {} : { urlLink }) }
  }

  /** Rejects with `not_found`, `not_configured` or `unavailable`. */
  async qrCode(roomId: string): Promise<CodePicture> {
    await this.#room(roomId)
    return this.#codes.get(roomId).catch((error: unknown) => {
      throw error instanceof OutsideError ? codeError(error, this.#deps.wechat.roomPage) : error
    })
  }

  async #room(roomId: string): Promise<void> {
    roomOr404(await roomStore.find(this.#deps.database, roomId))
  }
}

function codeError(error: OutsideError, roomPage: string): KaiboError {
  if (error.kind === 'refused' && error.code === PAGE_NOT_PUBLISHED) {
    return new KaiboError(
      'not_configured',
      `The mini-program has no published page ${roomPage}: publish it, or set KAIBO_WECHAT_ENV_VERSION or KAIBO_WECHAT_ROOM_PAGE.`,
    )
  }
  return new KaiboError('unavailable', 'WeChat gives no code now; try again.', {
    headers: { 'retry-after': '10' },
    cause: error,
  })
}
