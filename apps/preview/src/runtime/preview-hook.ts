import type { OpenPage } from './pages/page.ts'
import type { PageStack } from './pages/page-stack.ts'
import { type Device, type Phone, SCOPES, type Scope } from './phone/phone.ts'
import type { CallEntry, CodeEntry, LogEntry, PhoneLog, RoomEntry } from './phone/phone-log.ts'
import type { WxApis } from './wx/wx.ts'

export interface PageSummary {
  readonly route: string
  readonly query: Readonly<Record<string, string>>
  readonly data: Readonly<Record<string, unknown>>
}

export interface PhoneSummary {
  readonly user: string
  readonly online: boolean
  readonly foreground: boolean
  readonly system: Readonly<Record<Device, boolean>>
  readonly scopes: Readonly<Partial<Record<Scope, boolean>>>
}

/** `window.__preview` in each phone's frame: for browser tests, and for the shell's controls and panel. */
export interface PreviewHook {
  /** False until the first page is open. */
  readonly ready: boolean
  /** The open pages, the bottom one first. */
  pages(): PageSummary[]
  /** The page on the screen; throws before there is one. */
  top(): PageSummary
  readonly calls: readonly CallEntry[]
  readonly codes: readonly CodeEntry[]
  readonly rooms: readonly RoomEntry[]
  /** What was thrown and not caught, as text. */
  readonly errors: readonly string[]
  readonly log: readonly LogEntry[]
  /** The phone's switches. */
  phone(): PhoneSummary
  setOnline(online: boolean): void
  setForeground(foreground: boolean): void
  setSystem(device: Device, allowed: boolean): void
  /** Answers a permission beforehand, instead of its dialog; the names are `scope.camera`, `scope.record`, … */
  setScope(scope: Scope, granted: boolean): void
  /** The implemented APIs, without the guard. */
  readonly wx: WxApis
}

export interface HookParts {
  readonly stack: PageStack
  readonly phone: Phone
  readonly log: PhoneLog
  readonly wx: WxApis
  readonly isReady: () => boolean
}

const summary = ({ route, query, caller }: OpenPage): PageSummary => ({
  route,
  query,
  // What a test reads must not change under it, nor change the page.
  data: JSON.parse(JSON.stringify(caller.data)) as Record<string, unknown>,
})

export function createHook({ stack, phone, log, wx, isReady }: HookParts): PreviewHook {
  return {
    get ready() {
      return isReady()
    },
    pages: () => stack.pages.map(summary),
    top: () => {
      if (stack.top === undefined) throw new Error('no page is open')
      return summary(stack.top)
    },
    get calls() {
      return log.of('call')
    },
    get codes() {
      return log.of('code')
    },
    get rooms() {
      return log.of('room')
    },
    get errors() {
      return log.of('error').map(({ text }) => text)
    },
    get log() {
      return log.entries
    },
    phone: () => ({
      user: phone.user,
      online: phone.online,
      foreground: phone.foreground,
      system: phone.system,
      scopes: phone.scopes,
    }),
    setOnline: (online) => phone.setOnline(online),
    setForeground: (foreground) => phone.setForeground(foreground),
    setSystem: (device, allowed) => phone.setSystem(device, allowed),
    setScope: (scope, granted) => {
      if (!Object.hasOwn(SCOPES, scope)) throw new Error(`no such scope: ${scope}`)
      phone.setScope(scope, granted)
    },
    wx,
  }
}
