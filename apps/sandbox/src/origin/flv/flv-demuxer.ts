import { MEDIA_TYPES } from '../media/media-kind.ts'
import { ByteCollector } from './byte-collector.ts'
import { FlvViolation } from './flv-violation.ts'

/** Hears of one tag that is not empty; `payload` is valid during the call only. */
export type FlvTagListener = (type: number, timestampMs: number, payload: Buffer) => void

const FILE_HEADER_BYTES = 13 // nine, and the size of the tag before the first one
const TAG_HEADER_BYTES = 11
const SIZE_FIELD_BYTES = 4
const TRACK_FLAGS = 0x05
const TYPES: ReadonlySet<number> = new Set(Object.values(MEDIA_TYPES))

type Step = 'file-header' | 'tag-header' | 'payload' | 'size-field'

/**
 * Takes an FLV byte stream apart, however it is cut. Strict, because whoever pushes speaks to us alone: every
 * field that has one legal value must have it (Adobe Flash Video File Format Specification 10.1, annex E).
 */
export class FlvDemuxer {
  readonly #collector = new ByteCollector()
  readonly #maxPayloadBytes: number
  readonly #listener: FlvTagListener
  #step: Step = 'file-header'
  #type = 0
  #timestampMs = 0
  #payloadBytes = 0

  constructor(options: { maxPayloadBytes: number; onTag: FlvTagListener }) {
    this.#maxPayloadBytes = options.maxPayloadBytes
    this.#listener = options.onTag
    this.#collector.begin(FILE_HEADER_BYTES)
  }

  /** Whether the stream could end here without cutting anything in two. */
  get atBoundary(): boolean {
    return this.#step === 'tag-header' && this.#collector.isEmpty
  }

  /**
   * Takes the next bytes. After an error the demuxer must not be used again.
   * @throws FlvViolation
   */
  feed(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      at += this.#collector.take(chunk, at)
      const piece = this.#collector.piece
      if (piece) this.#next(piece)
    }
  }

  #next(piece: Buffer): void {
    switch (this.#step) {
      case 'file-header':
        checkFileHeader(piece)
        this.#expect('tag-header', TAG_HEADER_BYTES)
        break
      case 'tag-header':
        this.#readTagHeader(piece)
        if (this.#payloadBytes > 0) this.#expect('payload', this.#payloadBytes)
        else this.#expect('size-field', SIZE_FIELD_BYTES)
        break
      case 'payload':
        this.#listener(this.#type, this.#timestampMs, piece)
        this.#expect('size-field', SIZE_FIELD_BYTES)
        break
      case 'size-field':
        if (piece.readUInt32BE() !== TAG_HEADER_BYTES + this.#payloadBytes) {
          throw new FlvViolation('the size after an FLV tag is not the size of that tag')
        }
        this.#expect('tag-header', TAG_HEADER_BYTES)
    }
  }

  #readTagHeader(header: Buffer): void {
    const type = header.readUInt8(0)
    // Also refuses the filter bit: nobody could play encrypted tags.
    if (!TYPES.has(type)) throw new FlvViolation('an FLV tag is neither audio nor video nor script data')
    if (header.readUIntBE(8, 3) !== 0) throw new FlvViolation('the stream id of an FLV tag is not 0')
    const payloadBytes = header.readUIntBE(1, 3)
    if (payloadBytes > this.#maxPayloadBytes) {
      throw new FlvViolation(`${payloadBytes} bytes exceed the bound of an FLV tag`, { tooBig: true })
    }
    this.#type = type
    this.#payloadBytes = payloadBytes
    // The highest byte comes last.
    this.#timestampMs = header.readUIntBE(4, 3) + header.readUInt8(7) * 0x1000000
  }

  #expect(step: Step, bytes: number): void {
    this.#step = step
    this.#collector.begin(bytes)
  }
}

function checkFileHeader(header: Buffer): void {
  const isFlv = header.toString('latin1', 0, 3) === 'FLV' && header[3] === 1
  if (!isFlv) throw new FlvViolation('this is not FLV version 1')
  if ((header.readUInt8(4) & ~TRACK_FLAGS) !== 0) throw new FlvViolation('the FLV header has unknown flags')
  const bodyAt = FILE_HEADER_BYTES - SIZE_FIELD_BYTES
  if (header.readUInt32BE(5) !== bodyAt || header.readUInt32BE(bodyAt) !== 0) {
    throw new FlvViolation('the FLV header has a wrong length')
  }
}
