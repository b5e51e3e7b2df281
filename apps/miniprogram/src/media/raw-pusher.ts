import type { LivePusherContext } from '../platform/media-contexts.ts'
import type { PusherMedia, PushSettings } from './pusher-media.ts'
import { settled } from './settled.ts'

type Options = {
  /** Made on first use: the tag must be on the page. */
  context: () => LivePusherContext
  /** Writes the tag's attributes; resolves once they are rendered. */
  setSettings: (settings: PushSettings) => Promise<void>
}

/** `<live-pusher>` itself. */
export const createRawPusher = ({ context, setSettings }: Options): PusherMedia => ({
  preview: () => context().startPreview(),
  async start(settings) {
    await setSettings(settings)
    // `autopush` starts a changed url only; after a stop the same URL needs the call.
    await settled((completion) => context().start(completion))
  },
  stop: () => settled((completion) => context().stop(completion)),
  switchCamera: () => context().switchCamera(),
})
