import type { FlvTag } from './flv-tag.ts'

const FILE_HEADER_BYTES = 9
const SIZE_FIELD_BYTES = 4
const TAG_HEADER_BYTES = 11

/** Finds the tags in an FLV byte stream that arrives in pieces of any size. */
export class FlvReader {
  #rest: Uint8Array = new Uint8Array(0)
  #headerSeen = false

  /** @throws Error when the bytes are not FLV */
  push(chunk: Uint8Array): FlvTag[] {
    const bytes = this.#rest.length === 0 ? chunk : concat(this.#rest, chunk)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = 0
    if (!this.#headerSeen) {
      if (bytes.length < FILE_HEADER_BYTES) return this.#wait(bytes, 0)
      if (view.getUint32(0) >>> 8 !== 0x464c56) throw new Error('Not an FLV stream')
      at = view.getUint32(5) + SIZE_FIELD_BYTES
      if (bytes.length < at) return this.#wait(bytes, 0)
      this.#headerSeen = true
    }
    const tags: FlvTag[] = []
    for (;;) {
      if (bytes.length < at + TAG_HEADER_BYTES) break
      const size = view.getUint32(at) & 0xffffff
      const start = at + TAG_HEADER_BYTES
      if (bytes.length < start + size + SIZE_FIELD_BYTES) break
      // The fourth byte of the time holds its highest eight bits.
      const timestampMs = (view.getUint32(at + 4) >>> 8) + view.getUint8(at + 7) * 0x1000000
      tags.push({ type: view.getUint8(at), timestampMs, payload: bytes.subarray(start, start + size) })
      at = start + size + SIZE_FIELD_BYTES
    }
    this.#wait(bytes, at)
    return tags
  }

  #wait(bytes: Uint8Array, from: number): FlvTag[] {
    this.#rest = bytes.slice(from)
    return []
  }
}

function concat(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length)
  bytes.set(head)
  bytes.set(tail, head.length)
  return bytes
}
