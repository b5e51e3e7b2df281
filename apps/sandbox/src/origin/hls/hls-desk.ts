import type { Logger } from '../../logger.ts'
import type { StreamRequest } from '../access/access-rules.ts'
import { isRefusal, type Refusal } from '../access/refusal.ts'
import type { Broadcast } from '../media/broadcast.ts'
import type { StreamDesk } from '../stream-desk.ts'
import { HlsOutput } from './hls-output.ts'
import type { HlsWindow } from './hls-window.ts'

export interface HlsDeskOptions {
  readonly desk: StreamDesk
  readonly logger: Logger
  readonly randomName: () => string
}

/** Where players ask for HLS: remuxes a stream from the first request for its playlist until nobody asks. */
export class HlsDesk {
  readonly #options: HlsDeskOptions
  readonly #outputs = new Map<string, HlsOutput>()

  constructor(options: HlsDeskOptions) {
    this.#options = options
  }

  /** The playlists of a stream, as soon as there are any. Every call is judged like a new play. */
  async playlists(request: StreamRequest): Promise<HlsWindow | Refusal> {
    const broadcast = this.#options.desk.openPlay(request)
    if (isRefusal(broadcast)) return this.#lastWords(request, broadcast)
    const output = this.#outputOf(request, broadcast)
    output.touch()
    const window = await output.playlists(this.#options.desk.limits.hlsWaitMs)
    return window ?? { kind: 'unavailable', text: 'HLS of this stream is not ready' }
  }

  /** A segment that a playlist has named. Its name is the credential: it is random, and forgotten soon. */
  segment(request: StreamRequest, name: string): Buffer | null {
    return this.#outputs.get(keyOf(request))?.window.segment(name) ?? null
  }

  close(): void {
    for (const output of [...this.#outputs.values()]) output.close()
  }

  #outputOf(request: StreamRequest, broadcast: Broadcast): HlsOutput {
    const key = keyOf(request)
    const existing = this.#outputs.get(key)
    if (existing?.serves(broadcast)) return existing
    existing?.close()
    const { desk, logger, randomName } = this.#options
    const output: HlsOutput = new HlsOutput({
      broadcast,
      limits: desk.limits,
      randomName,
      failed: (text) => logger.warn(`HLS stopped: ${text}`),
      closed: () => {
        if (this.#outputs.get(key) === output) this.#outputs.delete(key)
      },
    })
    this.#outputs.set(key, output)
    output.open()
    return output
  }

  // Players learn of the end from the last playlist. Only a request whose signature is good gets as far as
  // "not live", and an output exists only under a name that once was.
  #lastWords(request: StreamRequest, refusal: Refusal): HlsWindow | Refusal {
    const output = refusal.kind === 'not-found' ? this.#outputs.get(keyOf(request)) : undefined
    return output?.window.hasPlaylists ? output.window : refusal
  }
}

function keyOf({ appName, streamName }: StreamRequest): string {
  return `${appName}/${streamName}`
}
