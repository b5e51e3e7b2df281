import { byId } from '../element.ts'
import type { Panel } from '../panel.ts'
import { FaultsPanel } from './faults-panel.ts'
import { isSandboxThere } from './sandbox-client.ts'

/** While somebody looks at the faults, and while nobody does. */
const SHOWN_POLL_MS = 1_500
const HIDDEN_POLL_MS = 5_000

export interface WatchOptions {
  readonly panel: Panel
  readonly isShown: () => boolean
}

/** Fills the page of faults and keeps it true. Without a sandbox there is no such page. */
export async function watchFaults({ panel, isShown }: WatchOptions): Promise<void> {
  if (!(await isSandboxThere())) return
  const tab = byId('tab-faults')
  const place = byId('fault-count')
  const faults = new FaultsPanel({
    note: (text) => panel.note(text),
    counted: (count) => {
      place.textContent = count === 0 ? '' : String(count)
    },
  })
  byId('page-faults').append(faults.element)
  tab.hidden = false
  tab.addEventListener('click', () => void faults.refresh())
  const poll = async (): Promise<void> => {
    await faults.refresh()
    setTimeout(poll, isShown() ? SHOWN_POLL_MS : HIDDEN_POLL_MS)
  }
  await poll()
}
