/** A full screen in the picture's place: why there is none, and what a person can do. Raises `primary`, `secondary`, `link`. */
Component({
  properties: {
    icon: { type: String, value: 'alert' },
    title: { type: String, value: '' },
    hint: { type: String, value: '' },
    figure: { type: String, value: '' },
    figureLabel: { type: String, value: '' },
    primary: { type: String, value: '' },
    secondary: { type: String, value: '' },
    link: { type: String, value: '' },
    veil: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    tint: { type: Number, value: 0 },
  },
  methods: {
    onPrimary() {
      this.triggerEvent('primary')
    },
    onSecondary() {
      this.triggerEvent('secondary')
    },
    onLink() {
      this.triggerEvent('link')
    },
  },
})
