import { initialPlayerState, type PlayerState, roomId as roomIdSchema } from '@kaibo/live-core'
import { createTicker, type Ticker } from '../../machine/ticker.ts'
import { createRawPlayer } from '../../media/raw-player.ts'
import { definePage } from '../../platform/define-page.ts'
import { askInDialog } from '../../platform/dialog.ts'
import type { DetailEvent } from '../../platform/events.ts'
import { logLine } from '../../platform/log.ts'
import { livePlayerContext } from '../../platform/media-contexts.ts'
import { backToRooms, pageUrl, roomInQuery } from '../../platform/navigation.ts'
import { isNetworkConnected, onNetworkChange } from '../../platform/network.ts'
import { keepScreenOn } from '../../platform/screen.ts'
import { services } from '../../services/index.ts'
import { texts } from '../../text/index.ts'
import { createPlayerController, type PlayerController } from './player-controller.ts'
import { playerScreen } from './player-screen.ts'

const t = texts.player
const nothing = initialPlayerState('')
const away = { title: t.awayTitle, content: t.awayContent, confirm: t.retry, cancel: t.back }

type Own = {
  controller: PlayerController | undefined
  ticker: Ticker | undefined
  state: PlayerState
  hidden: boolean
}

definePage({
  data: { t, src: '', muted: false, ...playerScreen(nothing, 0, t) },
  own: (): Own => ({ controller: undefined, ticker: undefined, state: nothing, hidden: false }),
  methods: {
    async onLoad(query: Record<string, string | undefined>): Promise<void> {
      const asked = roomIdSchema.safeParse(roomInQuery(query))
      if (!asked.success) return this.show({ ...nothing, view: { kind: 'gone' } })
      const ticker = createTicker(() => this.show(this.own.state))
      const controller = createPlayerController({
        roomId: asked.data,
        media: createRawPlayer({
          context: () => livePlayerContext('player', this),
          setSource: (src) => new Promise((rendered) => this.setData({ src }, rendered)),
        }),
        rooms: services.rooms,
        streams: services.streams,
        askAboutAway: () => askInDialog(away),
        leave: backToRooms,
        log: logLine,
        random: Math.random,
        render: (state) => this.show(state),
      })
      Object.assign(this.own, { controller, ticker })
      this.undoLater(() => ticker.run(false))
      this.undoLater(controller.dispose)
      this.undoLater(onNetworkChange(({ connected }) => this.tellNetwork(connected)))
      this.tellNetwork(await isNetworkConnected())
      controller.dispatch({ type: 'opened' })
    },
    onShow(): void {
      keepScreenOn(true)
      if (this.own.hidden) void this.comeBack()
    },
    onHide(): void {
      this.own.hidden = true
      keepScreenOn(false)
      this.own.ticker?.run(false)
      this.own.controller?.dispatch({ type: 'hidden' })
    },
    onUnload(): void {
      keepScreenOn(false)
    },
    async comeBack(): Promise<void> {
      this.own.hidden = false
      // The network may have changed while nobody listened.
      this.tellNetwork(await isNetworkConnected())
      if (!this.own.hidden) this.own.controller?.dispatch({ type: 'shown' })
    },
    tellNetwork(connected: boolean): void {
      this.own.controller?.dispatch({ type: 'network-changed', connected })
    },
    show(state: PlayerState): void {
      this.own.state = state
      const screen = playerScreen(state, services.clock.nowMs(), t)
      this.setData(screen)
      this.own.ticker?.run(screen.counting && !this.own.hidden)
    },
    onStateChange({ detail }: DetailEvent<{ code: unknown }>): void {
      this.own.controller?.dispatch({ type: 'state-code', code: detail.code })
    },
    onRetry(): void {
      this.own.controller?.dispatch({ type: 'retry-chosen' })
    },
    onLeave(): void {
      backToRooms()
    },
    onMute(): void {
      this.setData({ muted: !this.data.muted })
    },
    onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
      const { roomId, room } = this.own.state
      return { title: room?.title ?? t.share, path: pageUrl('player', { room: roomId }) }
    },
  },
})
