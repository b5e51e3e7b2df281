import type { AppBundle } from './app-bundle.ts'
import { CodeLoader } from './engine/code-loader.ts'
import { LiveRegistry, type LiveTag } from './live-contexts.ts'
import { MiniApp } from './pages/mini-app.ts'
import { PageStack } from './pages/page-stack.ts'
import { parseQuery } from './pages/route.ts'
import { windowSettings } from './pages/window-settings.ts'
import { Phone, SCOPES } from './phone/phone.ts'
import { type LogEntry, PhoneLog } from './phone/phone-log.ts'
import { createHook, type PreviewHook } from './preview-hook.ts'
import { defineTags } from './tags/index.ts'
import { askPermission, showActionSheet } from './ui/dialogs.ts'
import { Layer } from './ui/layer.ts'
import { Toasts } from './ui/toast.ts'
import { AppEvents } from './wx/app-events.ts'
import type { Api } from './wx/async-api.ts'
import type { LaunchOptions, WxContext } from './wx/context.ts'
import { createWxApis, guardWx } from './wx/wx.ts'

export interface BootOptions {
  readonly bundle: AppBundle
  readonly user: string
  /** Tells phones of one user apart. */
  readonly device: string | undefined
  /** The elements that hold pages and dialogs; both below the phone's own root, where pointers are listened to. */
  readonly places: { readonly root: HTMLElement; readonly pages: HTMLElement; readonly layer: HTMLElement }
  readonly liveTags: readonly LiveTag[]
  readonly rewriteStream: (url: string, use: 'play' | 'push') => string
  /** Where the mini-program's own files (pictures) are. */
  readonly filesUrl: string
  /** A page to open instead of the home page: `pages/room/index?roomId=1`. */
  readonly startAt: string | undefined
  readonly publish: (entry: LogEntry) => void
}

export interface Booted {
  readonly hook: PreviewHook
  readonly phone: Phone
  readonly log: PhoneLog
  readonly events: AppEvents
  /** Runs app.js and opens the first page. */
  start(): void
}

/** The composition root of one phone. */
export function boot(options: BootOptions): Booted {
  const { bundle, user, device, places } = options
  const log = new PhoneLog(options.publish)
  places.root.dataset.style = bundle.app.style ?? ''
  const layer = new Layer(places.layer)
  const toasts = new Toasts(layer)
  const appName = bundle.app.window?.navigationBarTitleText ?? 'Kaibo'
  const phone = new Phone({
    user,
    device,
    rewriteStream: options.rewriteStream,
    ask: (scope) => askPermission(layer, appName, SCOPES[scope]),
  })
  const live = new LiveRegistry()
  const app = new MiniApp()
  const events = new AppEvents()
  const launch = launchOptions(options)
  let lastTapAt = Number.NEGATIVE_INFINITY
  let isReady = false
  places.root.addEventListener(
    'click',
    () => {
      lastTapAt = performance.now()
    },
    { capture: true },
  )

  // The loader's globals are asked for only when a module runs: by then the stack below is there.
  const globals = {
    get wx() {
      return guarded
    },
    App: app.register,
    getApp: app.get,
    getCurrentPages: () => stack.pages.map((page) => page.caller),
  }
  const loader = new CodeLoader({
    bundle,
    root: places.root,
    globals,
    onWarning: (text) => log.text('warning', text),
  })
  const stack = new PageStack({
    bundle,
    loader,
    place: places.pages,
    windowSettings: (route) => windowSettings(bundle, route),
    onChange: (what) => log.text('page', what),
  })
  const context: WxContext = {
    bundle,
    phone,
    log,
    stack,
    layer,
    toasts,
    live,
    launch,
    appName,
    lastTapAt: () => lastTapAt,
  }
  const wx = createWxApis(context, events)
  const guarded = guardWx(wx)

  const pageOf = (element: HTMLElement) => stack.find(element.closest('phone-screen')?.id ?? '')
  defineTags(
    loader.space.getComponentSpace(),
    {
      phone,
      live,
      pageOf: ({ element }) => pageOf(element)?.id ?? '',
      onPageVisibility: ({ element }, listener) => pageOf(element)?.onVisibility(listener) ?? (() => {}),
      fileUrl: (src) =>
        /^(https?:|data:|blob:)/.test(src) ? src : options.filesUrl + src.replace(/^\//, ''),
      logCode: (source, { code, errCode, message, errMsg }) =>
        log.add({
          kind: 'code',
          source,
          code: Number(code ?? errCode),
          message: String(message ?? errMsg ?? ''),
        }),
      callWx: (name, given) => (wx[name] as Api)(given) as Promise<Record<string, unknown>>,
      choose: (items) => showActionSheet(layer, { items }),
    },
    options.liveTags,
  )
  connectPhone({ phone, stack, app, events, launch, log })

  return {
    phone,
    log,
    events,
    hook: createHook({ stack, phone, log, wx, isReady: () => isReady }),
    start: () => {
      loader.runApp()
      app.call('onLaunch', launch)
      app.call('onShow', launch)
      events.emit('AppShow', launch)
      stack.reLaunch(`/${launch.path}${search(launch.query)}`)
      isReady = true
    },
  }
}

const search = (query: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function launchOptions({ bundle, startAt = '' }: BootOptions): LaunchOptions {
  const [path = '', query = ''] = startAt.replace(/^\//, '').split('?', 2)
  return {
    path: path === '' ? (bundle.pages[0] ?? '') : path,
    query: parseQuery(query),
    scene: 1001,
    referrerInfo: {},
    apiCategory: 'default',
  }
}

interface Connected extends Pick<WxContext, 'phone' | 'stack' | 'launch' | 'log'> {
  readonly app: MiniApp
  readonly events: AppEvents
}

/** What the phone's switches mean to the mini-program. */
function connectPhone({ phone, stack, app, events, launch, log }: Connected): void {
  phone.on('foreground', (foreground) => {
    log.text('phone', foreground ? 'to the foreground' : 'to the background')
    if (foreground) {
      app.call('onShow', launch)
      events.emit('AppShow', launch)
      stack.top?.show()
    } else {
      stack.top?.hide()
      app.call('onHide', undefined)
      events.emit('AppHide', undefined)
    }
  })
  phone.on('network', (isConnected) => {
    log.text('phone', isConnected ? 'network restored' : 'network cut')
    events.emit('NetworkStatusChange', { isConnected, networkType: isConnected ? 'wifi' : 'none' })
  })
}
