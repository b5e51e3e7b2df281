/** A short state in a capsule. */
Component({
  properties: {
    label: { type: String, value: '' },
    /** `live`, `good`, `warning` or `plain`. */
    tone: { type: String, value: 'plain' },
    /** The state is on its way to another. */
    busy: { type: Boolean, value: false },
  },
})
