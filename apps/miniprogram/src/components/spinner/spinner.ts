/** Something is on its way; light, to lie over a picture. */
Component({
  properties: { label: { type: String, value: '' } },
})
