/// <reference path="../rtmp/nms.d.ts" />
import type { ServerResponse } from 'node:http'
import Flv from 'node-media-server/src/protocol/flv.js'
import type { Subscriber } from '../media/broadcast.ts'
import type { MediaMessage } from '../media/media-message.ts'

/** Writes a stream as FLV into an HTTP answer that ends when the stream does. */
export class FlvViewer implements Subscriber {
  readonly #response: ServerResponse
  readonly #backlogBytes: number
  readonly #stalled: () => void

  constructor(response: ServerResponse, options: { backlogBytes: number; stalled: () => void }) {
    this.#response = response
    this.#backlogBytes = options.backlogBytes
    this.#stalled = options.stalled
  }

  start({ hasAudio, hasVideo }: { hasAudio: boolean; hasVideo: boolean }): void {
    this.#write(Flv.createHeader(hasAudio, hasVideo))
  }

  send(message: MediaMessage): void {
    this.#write(message.flvTag)
  }

  end(): void {
    this.#response.end()
  }

  #write(bytes: Buffer): void {
    if (this.#response.destroyed || this.#response.writableEnded) return
    this.#response.write(bytes)
    if (this.#response.writableLength <= this.#backlogBytes) return
    this.#response.destroy()
    this.#stalled()
  }
}
