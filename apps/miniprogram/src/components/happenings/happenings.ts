/** A sheet from below with what happened, the newest first. Raises `close` and `retry`. */
Component({
  properties: {
    title: { type: String, value: '' },
    /** Of `key`, `time`, `text` and `tone`: `good`, `warning`, `over` or `plain`. */
    rows: { type: Array, value: [] },
    /** A line in the place of rows. */
    note: { type: String, value: '' },
    retry: { type: String, value: '' },
    closeLabel: { type: String, value: '' },
  },
  methods: {
    onClose() {
      this.triggerEvent('close')
    },
    onRetry() {
      this.triggerEvent('retry')
    },
  },
})
