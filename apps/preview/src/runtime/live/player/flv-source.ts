import { mpegts } from './mpegts.ts'

export type FlvSource = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>

/** @throws Error when the origin refuses or cannot be reached, AbortError when `signal` says so */
export async function openFlv(url: string, signal: AbortSignal): Promise<FlvSource> {
  const response = await fetch(url, { signal, cache: 'no-store', referrerPolicy: 'no-referrer' })
  if (!response.ok || response.body === null) {
    await response.body?.cancel()
    throw new Error(`The origin answered ${response.status}`)
  }
  return response.body.getReader()
}

export interface FlvSourceEvents {
  chunk(bytes: Uint8Array): void
  /** The origin ended the stream, or the network broke. */
  ended(): void
}

type LoaderConstructor = new (seekHandler: unknown, config: unknown) => InstanceType<typeof mpegts.BaseLoader>

/**
 * Feeds mpegts.js from a connection that is already open. Its own loader would tell neither when the origin answered
 * nor when the first bytes came, and it would end the picture at once when the stream is cut: here the rest of the
 * buffer plays on while a new connection is tried, as on a phone.
 */
export function loaderFor(source: FlvSource, events: FlvSourceEvents): LoaderConstructor {
  return class extends mpegts.BaseLoader {
    #aborted = false

    constructor() {
      super('kaibo-flv')
    }

    override open(): void {
      this._status = mpegts.LoaderStatus.kBuffering
      void this.#pump()
    }

    override abort(): void {
      this.#aborted = true
      this._status = mpegts.LoaderStatus.kComplete
      source.cancel().catch(() => {})
    }

    override destroy(): void {
      this.abort()
      super.destroy()
    }

    async #pump(): Promise<void> {
      let received = 0
      for (;;) {
        const { value } = await source.read().catch(() => ({ value: undefined }))
        if (this.#aborted) return
        if (value === undefined) return events.ended()
        const start = received
        received += value.byteLength
        events.chunk(value)
        this.onDataArrival(exactBuffer(value), start, received)
      }
    }
  }
}

function exactBuffer(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
}
