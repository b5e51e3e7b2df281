import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { isLoopbackHost } from '../net/loopback.ts'
import { judge, verdictFields } from './content-verdict.ts'
import type { MessagePush } from './message-push.ts'
import type { Visitors } from './visitors.ts'
import { checkScene, readBody, scene } from './wechat-parameters.ts'

export interface ImageCheckOptions {
  readonly appId: string
  readonly visitors: Visitors
  readonly push: MessagePush
  readonly clock: () => number
  readonly newTraceId: () => string
  /** How long a check takes before its verdict is pushed. */
  readonly delayMs: () => number
}

const FETCH_TIMEOUT_MS = 3_000
const MOST_BYTES = 10 * 1024 * 1024
/** The picture could not be downloaded. */
const DOWNLOAD_FAILED = -1008

const parameters = z.object({
  media_url: z.url(),
  media_type: z.union([z.literal(1), z.literal(2)]),
  version: z.literal(2),
  scene,
  openid: z.string(),
})

/** `POST /wxa/media_check_async`, version 2 (document mediaCheckAsync): the verdict follows as a push. */
export class ImageCheck {
  readonly #options: ImageCheckOptions
  readonly #abort = new AbortController()
  readonly #running = new Set<Promise<void>>()
  readonly #urls: string[] = []

  constructor(options: ImageCheckOptions) {
    this.#options = options
  }

  /** The addresses that were to be looked at, oldest first. */
  urls(): string[] {
    return [...this.#urls]
  }

  /** @throws WechatError */
  accept(body: Buffer): object {
    const { visitors, newTraceId } = this.#options
    const asked = readBody(parameters, body)
    checkScene(asked.scene)
    visitors.checkRecent(asked.openid)
    const traceId = newTraceId()
    this.#urls.push(asked.media_url)
    const work = this.#look(asked.media_url, { traceId, openid: asked.openid })
    this.#running.add(work)
    void work.finally(() => this.#running.delete(work))
    return { trace_id: traceId }
  }

  async stop(): Promise<void> {
    this.#abort.abort()
    await Promise.all(this.#running)
  }

  async #look(url: string, { traceId, openid }: { traceId: string; openid: string }): Promise<void> {
    const { appId, push, clock, delayMs } = this.#options
    await delay(delayMs(), undefined, { signal: this.#abort.signal }).catch(() => {})
    const bytes = await this.#download(url).catch(() => undefined)
    if (this.#abort.signal.aborted) return
    push.send({
      ToUserName: 'gh_kaibo_sandbox',
      FromUserName: openid,
      CreateTime: Math.floor(clock() / 1000),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: appId,
      trace_id: traceId,
      version: 2,
      ...(bytes === undefined
        ? { detail: [], errcode: DOWNLOAD_FAILED, errmsg: 'download media failed' }
        : { ...verdictFields(judge(bytes.toString('utf8'))), errcode: 0, errmsg: 'ok' }),
    })
  }

  /** From this machine only: whatever the sandbox is told, it reaches nobody else. */
  async #download(url: string): Promise<Buffer> {
    const { protocol, hostname } = new URL(url)
    if (protocol !== 'http:' || !isLoopbackHost(hostname)) throw new Error('not on this machine')
    const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(FETCH_TIMEOUT_MS)])
    const response = await fetch(url, { redirect: 'manual', signal, headers: { connection: 'close' } })
    if (response.status !== 200) throw new Error(`HTTP ${response.status}`)
    const bytes = Buffer.from(await response.arrayBuffer())
    if (bytes.length > MOST_BYTES) throw new Error('too big')
    return bytes
  }
}
