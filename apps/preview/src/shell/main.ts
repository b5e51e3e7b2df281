import type { LogEntry } from '../runtime/phone/phone-log.ts'
import type { PhoneSummary } from '../runtime/preview-hook.ts'
import { Device } from './device.ts'
import { byId } from './element.ts'
import { watchFaults } from './faults/watch-faults.ts'
import { Panel } from './panel.ts'
import { connectTabs } from './tabs.ts'

type Message =
  | { readonly kaibo: 'log'; readonly user: string; readonly entry: LogEntry }
  | { readonly kaibo: 'phone'; readonly user: string; readonly phone: PhoneSummary }

/** A device with its frame and title line, in unscaled pixels. */
const DEVICE_HEIGHT_PX = 836
const AROUND_PX = 140
const DEVICE_WIDTH_PX = 399
const PANEL_AND_GAPS_PX = 440
const NARROW_PX = 1180
const API_POLL_MS = 5000

const panel = new Panel()
const devices = [
  new Device({ place: 'anchor', owners: [{ user: 'anchor', label: '主播 Broadcaster' }] }),
  new Device({
    place: 'viewer',
    owners: [
      { user: 'viewer', label: '观众 Viewer' },
      { user: 'anchor', device: '2', label: '主播二号机 Second' },
    ],
  }),
]

window.addEventListener('message', ({ data, origin, source }) => {
  if (origin !== location.origin) return
  const message = data as Message
  const device = devices.find((one) => one.window === source)
  if (device === undefined) return
  if (message.kaibo === 'log') panel.add(device.place, message.entry)
  if (message.kaibo === 'phone') device.show(message.phone)
})

/** Both phones whole and side by side, as large as the window lets them. */
function scalePhones(): void {
  const byHeight = (innerHeight - AROUND_PX) / DEVICE_HEIGHT_PX
  const room = innerWidth < NARROW_PX ? innerWidth - 80 : innerWidth - PANEL_AND_GAPS_PX
  const byWidth = room / (innerWidth < 700 ? 1 : 2) / DEVICE_WIDTH_PX
  const scale = Math.max(0.5, Math.min(1, byHeight, byWidth))
  document.documentElement.style.setProperty('--scale', scale.toFixed(4))
}

async function watchApi(): Promise<void> {
  const place = byId('api')
  const isUp = await fetch('/healthz').then(
    ({ ok }) => ok,
    () => false,
  )
  place.dataset.up = isUp ? 'yes' : 'no'
  place.textContent = isUp ? '接口正常 API up' : '接口连不上 API out of reach'
  setTimeout(watchApi, API_POLL_MS)
}

scalePhones()
addEventListener('resize', scalePhones)
byId('phones').append(...devices.map(({ element }) => element))
new EventSource('/events').addEventListener('reload', () => {
  for (const device of devices) device.reload()
})
void watchApi()
const tabs = connectTabs()
void watchFaults({ panel, isShown: () => tabs.shown() === 'page-faults' })
