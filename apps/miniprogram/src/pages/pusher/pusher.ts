import { initialPusherState } from '@kaibo/live-core'
import type { PusherMedia } from '../../media/pusher-media.ts'
import { createRawPusher } from '../../media/raw-pusher.ts'
import { definePage } from '../../platform/define-page.ts'
import { askInDialog } from '../../platform/dialog.ts'
import type { DetailEvent } from '../../platform/events.ts'
import { logLine } from '../../platform/log.ts'
import { livePusherContext } from '../../platform/media-contexts.ts'
import { backHome, goBack, pageUrl, replacePage } from '../../platform/navigation.ts'
import { isNetworkConnected, onNetworkChange } from '../../platform/network.ts'
import { wechatPermissions } from '../../platform/permissions.ts'
import { keepScreenOn } from '../../platform/screen.ts'
import { deviceStore } from '../../platform/storage.ts'
import { services } from '../../services/index.ts'
import { language, texts } from '../../text/index.ts'
import { createHappenings, type Happenings, type HappeningsView } from './happenings.ts'
import { createOwnBroadcast } from './own-broadcast.ts'
import { createPusherDesk, type DeskView, type PusherDesk } from './pusher-desk.ts'
import { pusherScreen } from './pusher-screen.ts'

const t = texts.pusher
const ending = { title: t.endTitle, content: t.endContent, confirm: t.endConfirm, cancel: t.endCancel }
const nothing: DeskView = {
  ...pusherScreen(initialPusherState(), 'checking', 0, t),
  tellable: false,
  camera: false,
  opening: false,
  formError: '',
  previousTitle: '',
}

type Own = {
  desk: PusherDesk | undefined
  media: PusherMedia | undefined
  happenings: Happenings | undefined
  hidden: boolean
}
/** The sheet with what happened; `null` while it is closed. */
type Sheet = { sheet: HappeningsView | null }
const closed: Sheet = { sheet: null }

definePage({
  data: { t, url: '', safeSettings: false, beautyOn: true, micOn: true, title: '', ...closed, ...nothing },
  own: (): Own => ({ desk: undefined, media: undefined, happenings: undefined, hidden: false }),
  methods: {
    onLoad(): void {
      const media = createRawPusher({
        context: livePusherContext,
        setSettings: (settings) => new Promise((rendered) => this.setData(settings, rendered)),
      })
      const desk = createPusherDesk({
        ...services,
        media,
        permissions: wechatPermissions,
        broadcast: createOwnBroadcast({ ...services, store: deviceStore, random: Math.random }),
        texts,
        log: logLine,
        random: Math.random,
        render: (view) => {
          const opensCamera = view.camera && !this.data.camera
          this.setData(view, opensCamera ? media.preview : undefined)
        },
      })
      const happenings = createHappenings({
        ...services,
        language,
        texts,
        render: (sheet) => this.setData({ sheet }),
      })
      Object.assign(this.own, { desk, media, happenings })
      this.undoLater(desk.dispose)
      this.undoLater(onNetworkChange(({ connected }) => desk.tell({ type: 'network-changed', connected })))
      void desk.findPrevious()
    },
    async onShow(): Promise<void> {
      keepScreenOn(true)
      const { desk, hidden } = this.own
      this.own.hidden = false
      // The person may come from a settings page, and the network may have changed while nobody listened.
      void desk?.checkGate()
      if (!hidden) return
      desk?.tell({ type: 'network-changed', connected: await isNetworkConnected() })
      if (!this.own.hidden) desk?.tell({ type: 'shown' })
    },
    onHide(): void {
      this.own.hidden = true
      keepScreenOn(false)
      this.own.desk?.tell({ type: 'hidden' })
    },
    onUnload(): void {
      keepScreenOn(false)
    },
    onTitleInput({ detail }: DetailEvent<{ value: string }>): void {
      this.setData({ title: detail.value, formError: '' })
    },
    onGoLive(): void {
      const title = this.data.title.trim()
      if (title !== '') void this.own.desk?.goLive(title)
    },
    onContinue(): void {
      this.own.desk?.continuePrevious()
    },
    onStateChange({ detail }: DetailEvent<{ code: unknown }>): void {
      this.own.desk?.tell({ type: 'state-code', code: detail.code })
    },
    onError({ detail }: DetailEvent<{ errCode: unknown }>): void {
      this.own.desk?.tell({ type: 'error-code', code: detail.errCode })
    },
    onSlatePrimary(): void {
      const { slateAction } = this.data
      if (slateAction === 'pass-gate') void this.own.desk?.passGate()
      if (slateAction === 'retry') this.own.desk?.tell({ type: 'retry-chosen' })
      if (slateAction === 'take-over') this.own.desk?.tell({ type: 'take-over-chosen' })
      if (slateAction === 'again') replacePage('pusher', {})
    },
    async onEnd(): Promise<void> {
      if (await askInDialog(ending)) this.own.desk?.tell({ type: 'end-requested' })
    },
    async onBack(): Promise<void> {
      // Leaving stops the push, so it needs the same question; the room would only be waiting.
      if (!this.data.endable) goBack()
      else await this.onEnd()
    },
    onSlateSecondary(): void {
      if (this.data.endable) void this.onEnd()
      else backHome()
    },
    onHappened(): void {
      const roomId = this.own.desk?.roomId()
      if (roomId) void this.own.happenings?.open(roomId)
    },
    onHappenedClose(): void {
      this.own.happenings?.close()
    },
    onBeauty(): void {
      this.setData({ beautyOn: !this.data.beautyOn })
    },
    onFlip(): void {
      this.own.media?.switchCamera()
    },
    onMic(): void {
      this.setData({ micOn: !this.data.micOn })
    },
    onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
      const room = this.own.desk?.room()
      return room ? { title: room.title, path: pageUrl('player', { room: room.id }) } : {}
    },
  },
})
