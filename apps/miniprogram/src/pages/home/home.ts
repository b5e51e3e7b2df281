import { definePage } from '../../platform/define-page.ts'
import { openPage } from '../../platform/navigation.ts'
import { navigationBarBox } from '../../platform/system.ts'
import { texts } from '../../text/index.ts'

definePage({
  data: { t: texts.home, topPx: 0 },
  own: () => ({}),
  methods: {
    onLoad() {
      const { topPx, heightPx } = navigationBarBox()
      this.setData({ topPx: topPx + heightPx })
    },
    onBroadcaster() {
      openPage('pusher', {})
    },
    onViewer() {
      openPage('rooms', {})
    },
    onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
      return { title: `${texts.home.brand} · ${texts.home.tagline}`, path: '/pages/home/home' }
    },
  },
})
