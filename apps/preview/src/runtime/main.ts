import type { AppBundle } from './app-bundle.ts'
import { boot } from './boot.ts'
import * as live from './live/index.ts'
import type { LiveTag } from './live-contexts.ts'
import { createStatusBar } from './status-bar.ts'

/** Written by the server into the page's head (`server/phone-page.ts`). */
export interface PhoneSettings {
  readonly mediaUrl: string
  readonly filesUrl: string
}

declare global {
  var kaiboApp: AppBundle | undefined
  var kaiboSettings: PhoneSettings | undefined
}

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the phone's page has no #${id}`)
  return found
}

function main(): void {
  const { kaiboApp: bundle, kaiboSettings: settings } = globalThis
  if (bundle === undefined || settings === undefined) return
  const parameters = new URLSearchParams(location.search)
  const user = parameters.get('user') ?? 'viewer'
  const root = element('phone')
  const toShell = (message: object) => {
    if (window.parent !== window) window.parent.postMessage({ ...message, user }, location.origin)
  }
  const tags: LiveTag[] = [live.livePlayerTag, live.livePusherTag]
  const { hook, phone, log, events, start } = boot({
    bundle,
    user,
    device: parameters.get('device') ?? undefined,
    places: { root, pages: element('pages'), layer: element('layer') },
    liveTags: tags,
    rewriteStream: (url, use) => live.rewriteStreamUrl(url, use, settings.mediaUrl),
    filesUrl: settings.filesUrl,
    startAt: parameters.get('path') ?? undefined,
    publish: (entry) => toShell({ kaibo: 'log', entry }),
  })
  const failed = (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    log.text('error', text)
    events.emit('Error', text)
  }
  window.addEventListener('error', (event) => failed(event.error ?? event.message))
  window.addEventListener('unhandledrejection', ({ reason, promise }) => {
    failed(reason)
    events.emit('UnhandledRejection', { reason, promise })
  })
  element('status-bar').replaceWith(createStatusBar(phone))
  const showPlace = () => root.toggleAttribute('data-background', !phone.foreground)
  phone.on('foreground', showPlace)
  element('wechat').addEventListener('click', () => phone.setForeground(true))
  const tellShell = () => toShell({ kaibo: 'phone', phone: hook.phone() })
  phone.onChange(tellShell)
  Object.assign(window, { __preview: hook })
  start()
  tellShell()
}

main()
