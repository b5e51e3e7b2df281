import type { LiveTag } from '../live-contexts.ts'
import { LivePlayer } from './player/live-player.ts'
import { PLAYER_PROPS } from './player/player-props.ts'
import { LivePusher } from './pusher/live-pusher.ts'
import { PUSHER_PROPS } from './pusher/pusher-props.ts'

export { LivePlayer } from './player/live-player.ts'
export { LivePusher } from './pusher/live-pusher.ts'
export { rewriteStreamUrl } from './stream-url.ts'

export const livePlayerTag: LiveTag = {
  kind: 'player',
  props: PLAYER_PROPS,
  mount: (host) => new LivePlayer(host),
}

export const livePusherTag: LiveTag = {
  kind: 'pusher',
  props: PUSHER_PROPS,
  mount: (host) => new LivePusher(host),
}
