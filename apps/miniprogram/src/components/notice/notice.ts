/** One line over the picture about something that solves itself. */
Component({
  properties: {
    text: { type: String, value: '' },
    icon: { type: String, value: 'alert' },
    busy: { type: Boolean, value: false },
  },
})
