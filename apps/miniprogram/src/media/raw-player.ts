import type { LivePlayerContext } from '../platform/media-contexts.ts'
import type { PlayerMedia } from './player-media.ts'
import { settled } from './settled.ts'

type Options = {
  /** Made on first use: the tag must be on the page. */
  context: () => LivePlayerContext
  /** Writes the tag's `src`; resolves once it is rendered. */
  setSource: (url: string) => Promise<void>
}

/** `<live-player>` itself. */
export const createRawPlayer = ({ context, setSource }: Options): PlayerMedia => ({
  async play(url) {
    await setSource(url)
    // `autoplay` starts a changed src only; after a stop the same URL needs the call.
    await settled((completion) => context().play(completion))
  },
  stop: () => settled((completion) => context().stop(completion)),
})
