import type { LivePhone, LiveRegistry } from '../live-contexts.ts'
import type { TagElement } from './tag.ts'

/** What the built-in tags need of the phone around them. */
export interface TagServices {
  readonly phone: LivePhone
  readonly live: LiveRegistry
  /** The id of the page that the element is on. */
  pageOf(tag: TagElement): string
  /** Calls `listener` when that page is covered or shown again. Returns its own undo. */
  onPageVisibility(tag: TagElement, listener: (visible: boolean) => void): () => void
  /** Where the browser finds a file of the mini-program; any other address stays as it is. */
  fileUrl(src: string): string
  /** A state code, for the panel. */
  logCode(kind: 'player' | 'pusher', detail: Readonly<Record<string, unknown>>): void
  /** `<navigator>` and `<button open-type>` call the API as a page would. */
  callWx(name: string, options: Record<string, unknown>): Promise<Record<string, unknown>>
  /** Shows a list to pick from; `undefined` when the user left it. */
  choose(items: readonly string[]): Promise<number | undefined>
}
