import type { LiveInvokeError, LiveKind, LivePhone, LiveProps, LiveTagInstance } from '../../live-contexts.ts'
import { LivePlayer, LivePusher } from '../index.ts'
import { rewriteStreamUrl } from '../stream-url.ts'

/** The media tags on a page with nothing else: no mini-program, no framework. Driven by tests as `bare`. */
interface Logged {
  readonly atMs: number
  readonly event: string
  readonly detail: Readonly<Record<string, unknown>>
}

const mediaOrigin = new URLSearchParams(location.search).get('media') ?? ''
const denied = new Set(new URLSearchParams(location.search).getAll('deny'))
const listeners = new Set<() => void>()
let online = true

const phone: LivePhone = {
  user: 'test',
  get online() {
    return online
  },
  foreground: true,
  isAllowed: (device) => !denied.has(device),
  requestDevice: async (device) => !denied.has(device),
  rewriteStream: (url, use) => rewriteStreamUrl(url, use, mediaOrigin),
  onChange(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

const tags = new Map<string, { tag: LiveTagInstance; video: HTMLVideoElement; log: Logged[] }>()
const get = (id: string) => {
  const found = tags.get(id)
  if (found === undefined) throw new Error(`No tag ${id}`)
  return found
}

const bare = {
  mount(kind: LiveKind, id: string, props: LiveProps) {
    const element = document.createElement(`live-${kind}`)
    Object.assign(element.style, { width: '270px', height: '480px', float: 'left' })
    document.body.append(element)
    const log: Logged[] = []
    const emit = (event: string, detail: Readonly<Record<string, unknown>>) => {
      log.push({ atMs: Math.round(performance.now()), event, detail })
    }
    const host = { element, id, phone, emit }
    const tag = kind === 'player' ? new LivePlayer(host) : new LivePusher(host)
    tag.update(props)
    tags.set(id, { tag, video: tag.video, log })
  },
  update: (id: string, props: LiveProps) => get(id).tag.update(props, props),
  unmount: (id: string) => get(id).tag.unmount(),
  invoke: (id: string, method: string, options: Readonly<Record<string, unknown>> = {}) =>
    get(id)
      .tag.invoke(method, options)
      .catch((error: LiveInvokeError) => ({ failed: error.message })),
  codes: (id: string) =>
    get(id).log.flatMap(({ event, detail }) => (event === 'statechange' ? [detail.code] : [])),
  log: (id: string, event?: string) =>
    get(id).log.filter((entry) => event === undefined || entry.event === event),
  time: (id: string) => get(id).video.currentTime,
  video: (id: string) => get(id).video,
  setOnline(next: boolean) {
    online = next
    for (const listener of listeners) listener()
  },
}

Object.assign(globalThis, { bare })
