/** A drawing from `icon.wxss`, by name. It is decoration: the node around it carries the label. */
Component({
  properties: { name: { type: String, value: '' } },
})
