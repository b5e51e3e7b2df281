import { askInDialog } from './platform/dialog.ts'
import { onUpdateReady } from './platform/update.ts'
import { texts } from './text/index.ts'

App({
  onLaunch() {
    onUpdateReady(async (apply) => {
      if (await askInDialog(texts.update)) apply()
    })
  },
})
