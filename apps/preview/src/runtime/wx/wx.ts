import type { PhoneLog } from '../phone/phone-log.ts'
import type { AppEvents } from './app-events.ts'
import { asyncApi, WxFail } from './async-api.ts'
import type { WxContext } from './context.ts'
import { liveApis } from './live.ts'
import { navigationApis } from './navigation.ts'
import { permissionApis } from './permissions.ts'
import { requestApis } from './request.ts'
import { socketApis } from './socket.ts'
import { storageApis } from './storage.ts'
import { systemApis } from './system.ts'
import { uiApis } from './ui.ts'

const CLIPBOARD_TOAST_MS = 1500

export type WxApis = Readonly<Record<string, unknown>>

/** Every API that the preview implements. */
export function createWxApis(context: WxContext, events: AppEvents): WxApis {
  const { phone, stack, toasts } = context
  let clipboard = ''
  return {
    ...navigationApis(context),
    ...uiApis(context),
    ...storageApis(phone),
    ...requestApis(context),
    ...permissionApis(context),
    ...systemApis(context),
    ...liveApis(context),
    ...socketApis(phone),
    ...events.apis(),
    env: { USER_DATA_PATH: 'http://usr' },
    login: asyncApi('login', () => {
      if (!phone.online) throw new WxFail('request:fail net::ERR_INTERNET_DISCONNECTED', { errno: 600_001 })
      // Single use, like a phone's: the service that stands for WeChat takes each nonce once.
      return { code: `dev-${phone.user}.${crypto.randomUUID()}` }
    }),
    checkSession: asyncApi('checkSession', () => undefined),
    getNetworkType: asyncApi('getNetworkType', () => ({
      networkType: phone.online ? 'wifi' : 'none',
      signalStrength: 4,
    })),
    createSelectorQuery: () => {
      const page = stack.top
      if (page === undefined) throw new Error('wx.createSelectorQuery() needs an open page')
      return page.caller.createSelectorQuery()
    },
    setClipboardData: asyncApi('setClipboardData', ({ data }) => {
      clipboard = String(data)
      toasts.show({ title: '内容已复制', icon: 'success', durationMs: CLIPBOARD_TOAST_MS, mask: false })
      return undefined
    }),
    getClipboardData: asyncApi('getClipboardData', () => ({ data: clipboard })),
    showShareMenu: asyncApi('showShareMenu', () => undefined),
    hideShareMenu: asyncApi('hideShareMenu', () => undefined),
    exitMiniProgram: asyncApi('exitMiniProgram', () => void phone.setForeground(false)),
    reportEvent: () => {},
    getRealtimeLogManager: () => logManager(context.log),
    getLogManager: () => logManager(context.log),
  }
}

function logManager(log: PhoneLog) {
  const write =
    (level: string) =>
    (...parts: unknown[]) =>
      log.text(
        'page',
        `${level} ${parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')}`,
      )
  return {
    debug: write('debug'),
    log: write('log'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    setFilterMsg: () => {},
    addFilterMsg: () => {},
  }
}

/**
 * `wx` as a page sees it. What is not implemented throws as soon as it is touched, and is reported even when the page
 * swallows it: `undefined` would let a test pass over a gap. `'name' in wx` and `wx.canIUse(name)` answer quietly.
 */
export function guardWx(apis: WxApis): object {
  const own: Record<string, unknown> = {
    ...apis,
    canIUse: (schema: string) => Object.hasOwn(apis, schema.split('.')[0] ?? ''),
  }
  return new Proxy(own, {
    get(target, name) {
      if (typeof name === 'symbol' || Object.hasOwn(target, name)) return Reflect.get(target, name)
      // What the language itself asks of an object: await, JSON.stringify.
      if (name === 'then' || name === 'toJSON') return undefined
      const error = new Error(`wx.${name} is not implemented in the preview`)
      reportError(error)
      throw error
    },
  })
}
