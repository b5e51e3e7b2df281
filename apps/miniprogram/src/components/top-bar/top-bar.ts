import { navigationBarBox } from '../../platform/system.ts'

/** The navigation bar of a full-screen page, beside WeChat's capsule. Raises `back`. */
Component({
  properties: { backLabel: { type: String, value: '' } },
  data: { box: { topPx: 0, heightPx: 32, rightPx: 0 } },
  lifetimes: {
    attached() {
      this.setData({ box: navigationBarBox() })
    },
  },
  methods: {
    onBack() {
      this.triggerEvent('back')
    },
  },
})
