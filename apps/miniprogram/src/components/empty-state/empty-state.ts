/** Nothing to show, and why, and what a person can do. Raises `press`. */
Component({
  properties: {
    icon: { type: String, value: 'watch' },
    title: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** The button's label; no button without one. */
    action: { type: String, value: '' },
    kind: { type: String, value: 'primary' },
  },
  methods: {
    onPress() {
      this.triggerEvent('press')
    },
  },
})
