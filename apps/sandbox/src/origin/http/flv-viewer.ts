/// <reference path="../rtmp/nms.d.ts" />
import Flv from 'node-media-server/src/protocol/flv.js'
import type { Subscriber } from '../media/broadcast.ts'
import type { MediaMessage } from '../media/media-message.ts'
import type { FlvOutput } from './flv-output.ts'

/** Writes a stream as FLV into an output that ends when the stream does. */
export class FlvViewer implements Subscriber {
  readonly #output: FlvOutput
  readonly #backlogBytes: number
  readonly #stalled: () => void

  constructor(output: FlvOutput, options: { backlogBytes: number; stalled: () => void }) {
    this.#output = output
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
    if (this.#output.isOpen) this.#output.end()
  }

  #write(bytes: Buffer): void {
    if (!this.#output.isOpen) return
    this.#output.write(bytes)
    if (this.#output.pendingBytes <= this.#backlogBytes) return
    this.#output.destroy()
    this.#stalled()
  }
}
