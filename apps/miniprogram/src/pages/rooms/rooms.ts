import { definePage } from '../../platform/define-page.ts'
import { showToast } from '../../platform/dialog.ts'
import type { DetailEvent } from '../../platform/events.ts'
import { openPage, setTitle, stopPullDownRefresh } from '../../platform/navigation.ts'
import { services } from '../../services/index.ts'
import { texts } from '../../text/index.ts'
import { createRoomFeed, initialFeed, type RoomFeed } from './room-feed.ts'

/** Coming back from a room, the list is loaded again when it is older than this. */
const STALE_MS = 10_000

type Own = { feed: RoomFeed | undefined; loadedAtMs: number }

definePage({
  data: { t: texts.rooms, skeleton: [1, 2, 3, 4, 5, 6], ...initialFeed },
  own: (): Own => ({ feed: undefined, loadedAtMs: 0 }),
  methods: {
    onLoad() {
      setTitle(texts.rooms.title)
      this.own.feed = createRoomFeed({
        listRooms: services.rooms.listWatchable,
        texts,
        render: (patch) => this.setData(patch),
      })
    },
    onShow() {
      if (Date.now() - this.own.loadedAtMs > STALE_MS) void this.reload()
    },
    async reload() {
      this.own.loadedAtMs = Date.now()
      return (await this.own.feed?.refresh()) ?? false
    },
    async onPullDownRefresh() {
      const loaded = await this.reload()
      stopPullDownRefresh()
      if (!loaded && this.data.phase === 'ready') showToast(texts.rooms.refreshFailed)
    },
    onReachBottom() {
      if (this.data.more !== 'failed') void this.own.feed?.loadMore()
    },
    onMoreTap() {
      if (this.data.more === 'failed') void this.own.feed?.loadMore()
    },
    onRetry() {
      void this.reload()
    },
    onGoLive() {
      openPage('pusher', {})
    },
    onOpen({ detail }: DetailEvent<{ roomId: string }>) {
      openPage('player', { room: detail.roomId })
    },
  },
})
