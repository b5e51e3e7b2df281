/** The one button. Raises `press`, never while it is disabled or loading. */
Component({
  properties: {
    label: { type: String, value: '' },
    /** `primary`, `quiet`, or `glass` for video pages. */
    kind: { type: String, value: 'primary' },
    icon: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
    loading: { type: Boolean, value: false },
  },
  methods: {
    onTap() {
      if (!this.data.disabled && !this.data.loading) this.triggerEvent('press')
    },
  },
})
