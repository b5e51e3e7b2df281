import { MEDIA_PLAYLIST } from './hls-remuxer.ts'

// A player that read the last playlist may still fetch what the newest one no longer names.
const KEPT_AFTER_POP = 2

/** The files of one live HLS stream, as they are served now. */
export class HlsWindow {
  readonly #segments = new Map<string, Buffer>()
  readonly #popped: string[] = []
  #media = ''
  #master = ''
  #longestSeconds = 0

  get hasPlaylists(): boolean {
    return this.#media !== '' && this.#master !== ''
  }

  /** The media playlist; segments are named relative to it. */
  get media(): string {
    return this.#media
  }

  /** The master playlist, which names the media playlist by `mediaUrl`. */
  master(mediaUrl: string): string {
    return this.#master.replace(`\n${MEDIA_PLAYLIST}\n`, () => `\n${mediaUrl}\n`)
  }

  segment(name: string): Buffer | null {
    return this.#segments.get(name) ?? null
  }

  addSegment(name: string, bytes: Buffer): void {
    this.#segments.set(name, bytes)
  }

  popSegment(name: string): void {
    this.#popped.push(name)
    if (this.#popped.length <= KEPT_AFTER_POP) return
    const oldest = this.#popped.shift()
    if (oldest !== undefined) this.#segments.delete(oldest)
  }

  /**
   * The library announces the target duration it was given, but a segment lasts until the next keyframe, and
   * no segment may be longer than announced (RFC 8216, 4.3.3.1).
   */
  setMedia(text: string): void {
    for (const [, seconds] of text.matchAll(/^#EXTINF:([\d.]+)/gm)) {
      this.#longestSeconds = Math.max(this.#longestSeconds, Number(seconds))
    }
    this.#media = text.replace(/^(#EXT-X-TARGETDURATION:)(\d+)/m, (_line, tag: string, target: string) => {
      return `${tag}${Math.max(Number(target), Math.ceil(this.#longestSeconds))}`
    })
  }

  /** @param sizeKnown without it the resolution is left out: it would be made up */
  setMaster(text: string, { sizeKnown }: { sizeKnown: boolean }): void {
    this.#master = sizeKnown ? text : text.replace(/,RESOLUTION=\d+x\d+/, '')
  }
}
